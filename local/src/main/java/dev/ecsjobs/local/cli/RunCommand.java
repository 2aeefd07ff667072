package dev.ecsjobs.local.cli;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState.Finished;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code ecsjobs run JOB}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a job now and follows it to its end.")
public final class RunCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** How long to wait, at the end, until the history has the run as well. */
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(5);

  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name.")
  private String name;

  @Mixin private Options options;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();
  private int printed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var catalog = options.catalog();
    var job = catalog.job(name).orElseThrow(() -> unknown(catalog));
    var data = options.data();
    var id = data.inbox().put(job.job().name(), job.source().input(), UUID.randomUUID().toString());
    if (!options.json()) {
      announce(job, id);
    }
    while (true) {
      try (var session = Session.running(catalog, data, "run " + name, this::note)) {
        var run = follow(session, id);
        if (run.isPresent()) {
          return ended(session, run.get());
        }
      }
    }
  }

  private WrongUsage unknown(Catalog catalog) {
    return new WrongUsage(
        "There is no job %s in %s. There are: %s."
            .formatted(
                name,
                options.template(),
                catalog.jobs().stream()
                    .map(job -> job.job().name().value())
                    .collect(Collectors.joining(", "))));
  }

  private void announce(LocalJob job, RunId id) {
    screen.line(
        screen.strong(id.toString())
            + screen.dim(
                "  at most %d attempts, task %s"
                    .formatted(
                        job.job().retry().maxAttempts(),
                        shortName(job.job().task().definition()))));
  }

  private static String shortName(String definition) {
    return definition.substring(definition.lastIndexOf('/') + 1);
  }

  /** Empty if the process that runs the engine has ended before the run has. */
  private Optional<Run> follow(Session session, RunId id) throws IOException, InterruptedException {
    try {
      for (int looks = 1; ; looks++) {
        var run = session.records().runs().load(id);
        run.ifPresent(r -> show(session, r));
        if (run.isPresent() && run.get().finished().isPresent()) {
          return run;
        }
        if (looks % 10 == 0 && session.isOver()) {
          return Optional.empty();
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (SdkException e) {
      if (session instanceof Session.Owned) {
        throw e;
      }
      return Optional.empty(); // the other process has ended between two looks
    }
  }

  private void show(Session session, Run run) {
    if (options.json()) {
      return;
    }
    var timeline = new Timeline(screen, session.records());
    for (; printed < run.timeline().size(); printed++) {
      timeline.print(run.timeline().get(printed));
    }
    screen.status(Timeline.now(run, clock.instant()));
  }

  private int ended(Session session, Run run) throws InterruptedException {
    var finished = run.finished().orElseThrow();
    waitForHistory(session, run);
    if (options.json()) {
      screen.line(Json.write(RunJson.of(run, session.records()).fields()));
    } else {
      screen.line(new Timeline(screen, session.records()).verdict(run, finished));
    }
    return exitCode(finished);
  }

  private void waitForHistory(Session session, Run run) throws InterruptedException {
    Instant patienceEnds = clock.instant().plus(HISTORY_PATIENCE);
    while (!isInHistory(session, run) && clock.instant().isBefore(patienceEnds)) {
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static boolean isInHistory(Session session, Run run) {
    return session.records().history().runs(run.job().name(), 10).stream()
        .anyMatch(summary -> summary.run().equals(run.id()));
  }

  private static int exitCode(Finished finished) {
    return finished.result() == RunResult.SUCCEEDED ? 0 : 1;
  }

  private void note(Happening happening) {
    if (happening instanceof Happening.Note note) {
      System.err.println("ecsjobs: " + note.text());
    }
  }
}
