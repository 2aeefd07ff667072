package dev.ecsjobs.lambda;

import dev.ecsjobs.Problem;
import dev.ecsjobs.job.Network;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code template.yaml} tells the functions through their environment.
 *
 * @param scheduleGroup the group of the jobs' schedules
 * @param jobDefaults a JSON object: what every job has that does not say otherwise
 * @param launchesPerSecond how fast the account lets tasks be launched
 * @param topic by which people are told; empty where nobody is
 * @param endpoint where AWS is played; absent means AWS itself
 */
record Settings(
    String stack,
    String table,
    String scheduleGroup,
    String cluster,
    Network network,
    Duration retention,
    String jobDefaults,
    int launchesPerSecond,
    String topic,
    Optional<URI> endpoint) {
  /** What Fargate allows an account in a large region, unless it was given more. */
  private static final String USUAL_LAUNCHES_PER_SECOND = "20";

  static Settings read(Map<String, String> environment) {
    var problems = new ArrayList<Problem>();
    var settings =
        new Settings(
            required(environment, "STACK_NAME", problems),
            required(environment, "TABLE_NAME", problems),
            required(environment, "SCHEDULE_GROUP", problems),
            required(environment, "CLUSTER", problems),
            new Network(
                list(required(environment, "SUBNETS", problems)),
                list(environment.getOrDefault("SECURITY_GROUPS", "")),
                "ENABLED".equals(environment.get("ASSIGN_PUBLIC_IP"))),
            days(environment, problems),
            environment.getOrDefault("JOB_DEFAULTS", "{}"),
            launchesPerSecond(environment, problems),
            environment.getOrDefault("TOPIC", ""),
            endpoint(environment, problems));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
    }
    return settings;
  }

  private static String required(
      Map<String, String> environment, String name, List<Problem> problems) {
    var value = environment.get(name);
    if (value == null) {
      problems.add(
          new Problem(name, "is not in the environment", "Set it in template.yaml under Globals"));
    }
    return value == null ? "" : value;
  }

  /**
   * Empty is what the template says; only {@code sam local invoke} and tests say something.
   * Emulators say it in the SDKs' own variable, which what we send without a client follows too.
   */
  private static Optional<URI> endpoint(Map<String, String> environment, List<Problem> problems) {
    var ours = environment.getOrDefault("ENDPOINT_URL", "");
    var text = ours.isEmpty() ? environment.getOrDefault("AWS_ENDPOINT_URL", "") : ours;
    if (text.isEmpty() || text.matches("https?://[^/\\s]+/?")) {
      return Optional.of(text).filter(t -> !t.isEmpty()).map(URI::create);
    }
    problems.add(
        new Problem(
            "ENDPOINT_URL",
            "is \"" + text + "\"",
            "Give a URL such as http://host.docker.internal:4566, or nothing for AWS"));
    return Optional.empty();
  }

  private static List<String> list(String commaSeparated) {
    return Stream.of(commaSeparated.split(",", -1)).filter(item -> !item.isBlank()).toList();
  }

  private static Duration days(Map<String, String> environment, List<Problem> problems) {
    var text = required(environment, "HISTORY_DAYS", problems);
    var days =
        environment.containsKey("HISTORY_DAYS")
            ? number("HISTORY_DAYS", text, "Give a whole number of days", problems)
            : 1;
    return Duration.ofDays(days);
  }

  private static int launchesPerSecond(Map<String, String> environment, List<Problem> problems) {
    var text = environment.getOrDefault("LAUNCHES_PER_SECOND", USUAL_LAUNCHES_PER_SECOND);
    return number("LAUNCHES_PER_SECOND", text, "Give a whole number, such as 20", problems);
  }

  private static int number(String name, String text, String fix, List<Problem> problems) {
    if (text.matches("[1-9]\\d{0,4}")) {
      return Integer.parseInt(text);
    }
    problems.add(new Problem(name, "is \"" + text + "\"", fix));
    return 1;
  }
}
