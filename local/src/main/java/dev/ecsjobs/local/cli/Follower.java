package dev.ecsjobs.local.cli;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.deployed.AwsTrouble;
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
  /** How long to wait, at the end, until the history has the run as well. */
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(5);

  private final Site site;
  private final String doing;
  private final boolean json;
  private final Screen screen;
  private final InstantSource clock = InstantSource.system();
  private int printed;
  private String noted = "";

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
    boolean begun = false;
    while (true) {
      try (var session = site.running(doing, this::note)) {
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
        Thread.sleep(site.lookEvery());
      }
    } catch (SdkException e) {
      if (session instanceof Session.Attached) {
        return Optional.empty(); // the other process has ended between two looks
      }
      sitOut(e, id);
      return Optional.empty();
    }
  }

  /** A deployed stack does without us: what passes is waited out, a long run outlives a cable. */
  private void sitOut(SdkException e, RunId id) throws InterruptedException {
    var trouble = AwsTrouble.behind(e).orElseThrow(() -> e);
    if (!trouble.isPassing()) {
      throw trouble.and("The run goes on. Look again with " + site.command("show " + id));
    }
    note(trouble.getMessage() + " (Looking goes on.)");
    Thread.sleep(site.lookEvery());
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

  private void note(Happening happening) {
    if (happening instanceof Happening.Note note) {
      note(note.text());
    }
  }

  /** What goes on being trouble is told once. */
  private synchronized void note(String text) {
    if (!text.equals(noted)) {
      noted = text;
      System.err.println("ecsjobs: " + text);
    }
  }
}
