package dev.ecsjobs.local.cli;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Follows a run to its end, whoever runs the engine: should that process end before the run does,
 * this one takes over.
 */
final class Follower {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** How long to wait, at the end, until the history has the run as well. */
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(5);

  private final Catalog catalog;
  private final DataFolder data;
  private final String doing;
  private final boolean json;
  private final Screen screen;
  private final InstantSource clock = InstantSource.system();
  private int printed;

  Follower(Catalog catalog, DataFolder data, String doing, boolean json, Screen screen) {
    this.catalog = catalog;
    this.data = data;
    this.doing = doing;
    this.json = json;
    this.screen = screen;
  }

  /**
   * Prints the run as it goes on.
   *
   * @param begin is called once, when the run's records can be read
   */
  RunResult follow(RunId id, Consumer<Session> begin) throws IOException, InterruptedException {
    boolean begun = false;
    while (true) {
      try (var session = Session.running(catalog, data, doing, Follower::note)) {
        if (!begun) {
          begin.accept(session);
          begun = true;
        }
        var result = followIn(session, id);
        if (result.isPresent()) {
          return result.get();
        }
      }
    }
  }

  /** Empty if the process that runs the engine has ended before all was seen. */
  private Optional<RunResult> followIn(Session session, RunId id)
      throws IOException, InterruptedException {
    try {
      for (int looks = 1; ; looks++) {
        var run = session.records().runs().load(id);
        run.ifPresent(r -> show(session, r));
        if (run.isPresent() && run.get().finished().isPresent()) {
          return Optional.of(ended(session, run.get()));
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
    if (json) {
      return;
    }
    var timeline = new Timeline(screen, session.records());
    for (; printed < run.timeline().size(); printed++) {
      timeline.print(run.timeline().get(printed));
    }
    screen.status(Timeline.now(run, clock.instant()));
  }

  private RunResult ended(Session session, Run run) throws InterruptedException {
    waitForHistory(session, run);
    var finished = run.finished().orElseThrow();
    screen.line(
        json
            ? Json.write(RunJson.of(run, session.records()).fields())
            : new Timeline(screen, session.records()).verdict(run, finished));
    return finished.result();
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

  private static void note(Happening happening) {
    if (happening instanceof Happening.Note note) {
      System.err.println("ecsjobs: " + note.text());
    }
  }
}
