package dev.ecsjobs.local.cli;

import dev.ecsjobs.NearNames;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.local.times.TimeText;
import dev.ecsjobs.run.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The user must mend something first: the message says what and how; the exit code is 2. */
public final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongUsage(String message) {
    super(message);
  }

  /** Reads a run's id as people write it. */
  static RunId run(String text) {
    return RunId.parse(text)
        .orElseThrow(
            () ->
                new WrongUsage(
                    text
                        + " is no run. Write it as ecsjobs history prints it, such as"
                        + " hello/20260301T010000Z."));
  }

  static WrongUsage noRun(RunId id, Site site) {
    return new WrongUsage(
        "There is no run %s. %s lists those there are."
            .formatted(id, site.command("history " + id.job())));
  }

  /** Reads a moment as people write it, in whole seconds. */
  static Instant time(String text, ZoneId zone, Instant now) {
    return switch (new TimeText(zone, now).read(text)) {
      case TimeText.Read.Moment(var time) -> time.truncatedTo(ChronoUnit.SECONDS);
      case TimeText.Read.LeftOut leftOut -> throw new WrongUsage(leftOut.what() + ".");
      case TimeText.Read.NoTime(var problem) -> throw new WrongUsage(problem.toString());
    };
  }

  static WrongUsage noJob(String name, String where, Collection<String> jobs) {
    return new WrongUsage(
        "There is no job %s here (%s). %s.".formatted(name, where, NearNames.fix(name, jobs)));
  }

  static WrongUsage of(RunRequest request, List<Problem> problems) {
    return new WrongUsage(
        "A run of %s cannot be asked for like this.%n%s"
            .formatted(request.id().job(), listed(problems)));
  }

  static WrongUsage of(List<Problem> problems) {
    return new WrongUsage(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }

  static WrongUsage of(Path template, List<Problem> problems) {
    return of(template, problems, "nothing is started");
  }

  static WrongUsage manifest(Path manifest, List<Problem> problems) {
    return of(manifest, problems, "nothing is imported");
  }

  private static WrongUsage of(Path file, List<Problem> problems, String consequence) {
    return new WrongUsage(
        "%s has %d %s; %s.%n%s"
            .formatted(
                file,
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                consequence,
                listed(problems)));
  }

  private static String listed(List<Problem> problems) {
    return problems.stream().map(p -> "  " + p).collect(Collectors.joining("\n"));
  }
}
