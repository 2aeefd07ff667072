package dev.ecsjobs.local.cli;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows a run to its end. */
final class Follower {
  /** How long to wait, at the end, until the history has the run as well. */
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(5);

  private final Site site;
  private final String doing;
  private final boolean json;
  private final Screen screen;
  private final InstantSource clock = InstantSource.system();
  private int printed;
  private boolean begun;

  Follower(Site site, String doing, boolean json, Screen screen) {
    this.site = site;
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
    var onTrouble = "The run goes on. Look again with " + site.command("show " + id);
    return new Watch(site, doing, onTrouble)
        .until(
            session -> {
              if (!begun) {
                begin.accept(session);
                begun = true;
              }
              return look(session, id);
            });
  }

  private Optional<RunResult> look(Session session, RunId id) throws InterruptedException {
    var run = session.records().runs().load(id);
    run.ifPresent(r -> show(session, r));
    return run.isPresent() && run.get().finished().isPresent()
        ? Optional.of(ended(session, run.get()))
        : Optional.empty();
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
    if (!json) {
      site.logs().ifPresent(where -> screen.line("  " + screen.dim(where)));
    }
    var finished = run.finished().orElseThrow();
    if (!json) {
      new FailedIndexes(screen, session.records()).print(run);
    }
    screen.line(
        json
            ? Json.write(RunJson.of(run, session.records()).fields())
            : new Timeline(screen, session.records()).verdict(run, finished));
    return finished.result();
  }

  private void waitForHistory(Session session, Run run) throws InterruptedException {
    Instant patienceEnds = clock.instant().plus(HISTORY_PATIENCE);
    while (!isInHistory(session, run) && clock.instant().isBefore(patienceEnds)) {
      Thread.sleep(site.lookEvery());
    }
  }

  private static boolean isInHistory(Session session, Run run) {
    return session.records().history().runs(run.job().name(), 10).stream()
        .anyMatch(summary -> summary.run().equals(run.id()));
  }
}
