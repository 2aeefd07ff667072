package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.TaskLog;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs logs RUN}. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Prints all that a run's tasks have written, attempt by attempt.")
public final class LogsCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The run as history prints it, such as hello/20260301T010000Z.")
  private String text;

  @Option(names = "--attempt", paramLabel = "N", description = "Only of this attempt.")
  private Integer attempt;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as lines come, until the run has ended.")
  private boolean follow;

  @Mixin private SiteOptions options;

  private final Screen screen = Screen.standard();
  private final Map<Integer, Optional<TaskLog>> logs = new LinkedHashMap<>();
  private int attemptShown;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var id = WrongUsage.run(text);
    var site = options.site();
    try (var session = site.reading()) {
      while (true) {
        var run = session.records().runs().load(id).orElseThrow(() -> WrongUsage.noRun(id, site));
        print(run, site);
        if (!follow || run.finished().isPresent() || session.isOver()) {
          sayIfNothing(id, site);
          return 0;
        }
        Thread.sleep(site.lookEvery());
      }
    }
  }

  private void print(Run run, Site site) {
    for (var event : run.timeline()) {
      if (event instanceof TaskAccepted accepted && isWanted(accepted.attempt())) {
        var log = logs.computeIfAbsent(accepted.attempt(), _ -> site.log(run, accepted.task()));
        log.ifPresent(l -> print(accepted, l.more(hasEnded(run, accepted.attempt()))));
      }
    }
  }

  private boolean isWanted(int number) {
    return attempt == null || attempt == number;
  }

  private static boolean hasEnded(Run run, int attempt) {
    return run.timeline().stream()
        .anyMatch(event -> event instanceof AttemptEnded ended && ended.attempt() == attempt);
  }

  private void print(TaskAccepted accepted, List<String> lines) {
    for (var line : lines) {
      if (options.json()) {
        screen.line(
            Json.write(
                new Document()
                    .put("attempt", accepted.attempt())
                    .put("task", accepted.task())
                    .put("line", line)
                    .fields()));
      } else {
        head(accepted.attempt());
        screen.line(line);
      }
    }
  }

  /** With --attempt the output is the log and nothing else. */
  private void head(int number) {
    if (attempt == null && number != attemptShown) {
      screen.line(screen.dim("==> attempt " + number + " <=="));
      attemptShown = number;
    }
  }

  private void sayIfNothing(RunId id, Site site) {
    if (logs.isEmpty() && !options.json()) {
      System.err.printf(
          "No task of %s has begun%s. See why: %s%n",
          id, attempt == null ? "" : " as attempt " + attempt, site.command("show " + id));
    }
  }
}
