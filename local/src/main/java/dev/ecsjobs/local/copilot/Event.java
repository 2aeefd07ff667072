package dev.ecsjobs.local.copilot;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.JobName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schedule of a manifest, with the job document as its Input. */
final class Event {
  /** Never needed: the schedule is disabled, and wants an expression all the same. */
  private static final String NONE = "cron(0 0 1 1 ? *)";

  private static final Duration LONGEST = Duration.ofDays(14);
  private static final int MOST_RETRIES = 99;

  private final Manifest manifest;
  private final String name;

  private Event(Manifest manifest, String name) {
    this.manifest = manifest;
    this.name = name;
  }

  static List<String> lines(Manifest manifest, String name) {
    if (JobName.parse(name).isEmpty()) {
      manifest.problem(
          "name", "is '" + name + "'", "Use 1 to 64 letters, digits, hyphens and underscores");
    }
    return new Event(manifest, name).lines();
  }

  private List<String> lines() {
    var schedule = manifest.text("on.schedule").orElse("");
    var disabled = schedule.equals("none");
    var expression = disabled ? NONE : expression(schedule);
    var lines = new ArrayList<String>();
    lines.add(
        "# Imported from AWS Copilot, which runs schedules in UTC: "
            + schedule.replaceAll("\\s+", " "));
    lines.add(Words.logicalId(name) + ":");
    lines.add("  Type: ScheduleV2");
    lines.add("  Properties:");
    lines.add("    Name: " + Words.yaml(name));
    lines.add("    GroupName: !Ref Jobs");
    if (disabled) {
      lines.add("    State: DISABLED");
    }
    lines.add("    ScheduleExpression: " + expression);
    lines.add("    RoleArn: !GetAtt SchedulerRole.Arn");
    lines.add("    DeadLetterConfig: {Arn: !GetAtt DeadLetters.Arn}");
    lines.add(
        "    RetryPolicy: {MaximumEventAgeInSeconds: %d}"
            .formatted(Timing.secondsOfDelivery(expression)));
    lines.add("    Input: !Sub |");
    lines.add("      {");
    var fields = fields();
    for (int i = 0; i < fields.size(); i++) {
      lines.add("        " + fields.get(i) + (i < fields.size() - 1 ? "," : ""));
    }
    lines.add("      }");
    return lines;
  }

  private String expression(String schedule) {
    return switch (Timing.expression(schedule)) {
      case Checked.Valid<String>(var expression) -> expression;
      case Checked.Invalid<String>(var problems) -> {
        problems.forEach(p -> manifest.problem("on.schedule", p.what(), p.fix()));
        yield NONE;
      }
    };
  }

  private List<String> fields() {
    var fields = new ArrayList<String>();
    fields.add("\"job\": " + Json.write(name));
    fields.add("\"scheduledTime\": \"<aws.scheduler.scheduled-time>\"");
    fields.add("\"task\": " + task());
    fields.add("\"retry\": " + retry());
    timeout().ifPresent(timeout -> fields.add("\"runTimeout\": \"" + timeout + "\""));
    fields.add("\"concurrency\": \"ALLOW\"");
    manifest.note(
        "on",
        "Copilot lets runs overlap, and so does the imported job",
        "Write FORBID as concurrency if the next is to be skipped while one runs");
    return fields;
  }

  private String task() {
    var definition = "\"definition\": \"${%sTask}\"".formatted(Words.logicalId(name));
    return "{%s, \"container\": \"main\"%s}"
        .formatted(definition, network().map(n -> ", \"network\": " + n).orElse(""));
  }

  /** Copilot's own network is its application's; subnets that are named can be named here. */
  private Optional<String> network() {
    var placement = manifest.value("network.vpc.placement");
    var groups = manifest.value("network.vpc.security_groups");
    if (placement.orElse("") instanceof Map<?, ?> map
        && map.get("subnets") instanceof List<?> subnets) {
      var network =
          new Document()
              .put("subnets", subnets.stream().map(String::valueOf).toList())
              .put("securityGroups", ids(groups.orElse(List.of())))
              .put("publicIp", false);
      return Optional.of(Json.write(network.fields()).replace("${", "${!"));
    }
    if (placement.isPresent() || groups.isPresent()) {
      manifest.note(
          "network.vpc",
          placement.map(p -> "placement " + p).orElse("public placement")
              + groups.map(g -> " and security groups " + g).orElse("")
              + ": where tasks run is a matter of the stack here",
          "Give the stack's parameters Subnets, SecurityGroups and AssignPublicIp, or the job a"
              + " task.network");
    }
    return Optional.empty();
  }

  private static List<String> ids(Object groups) {
    return groups instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /**
   * Copilot's state machine waits 10 s before the first retry, and half as long again each time.
   */
  private String retry() {
    int retries = manifest.number("retries").orElse(0);
    if (retries > MOST_RETRIES) {
      manifest.problem("retries", "are " + retries, "Give at most " + MOST_RETRIES);
    }
    return retries == 0
        ? "{\"maxAttempts\": 1}"
        : "{\"maxAttempts\": %d, \"initialDelay\": \"PT10S\", \"multiplier\": 1.5}"
            .formatted(retries + 1);
  }

  /** One for all attempts together, as Copilot has it. */
  private Optional<Duration> timeout() {
    return manifest
        .text("timeout")
        .flatMap(
            text -> {
              var timeout = Timing.duration(text).filter(t -> t.compareTo(LONGEST) <= 0);
              if (timeout.isEmpty()) {
                manifest.problem(
                    "timeout",
                    "is '" + text + "'",
                    "Write it like 30m or 1h30m, two weeks at most");
              }
              return timeout;
            });
  }
}
