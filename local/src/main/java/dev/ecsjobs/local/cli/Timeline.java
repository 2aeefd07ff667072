package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.FannedOut;
import dev.ecsjobs.run.RunState.Finished;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Queued;
import dev.ecsjobs.run.RunState.Requested;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.RunState.Stopping;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A run's timeline as text: a line an event, and under each attempt's end what its task wrote last.
 */
final class Timeline {
  private static final int LOG_LINES = 10;

  private final Screen screen;
  private final Records records;

  Timeline(Screen screen, Records records) {
    this.screen = screen;
    this.records = records;
  }

  void print(RunEvent event) {
    screen.line("  " + screen.dim(Screen.time(event.at())) + "  " + coloured(event));
    if (event instanceof AttemptEnded ended) {
      ended.stopped().map(StoppedTask::task).ifPresent(this::printLog);
    }
  }

  private void printLog(String task) {
    for (String line : lastLines(task)) {
      screen.line("            " + screen.dim("| " + line));
    }
  }

  List<String> lastLines(String task) {
    return records.logs().lastLines(task, LOG_LINES);
  }

  private String coloured(RunEvent event) {
    boolean failed =
        switch (event) {
          case AttemptEnded ended -> ended.outcome() instanceof Outcome.Failed;
          case RunEvent.RunFinished finished -> finished.result() != RunResult.SUCCEEDED;
          case RunEvent.LaunchDeferred _, RunEvent.LongRunningSeen _ -> true;
          case RunEvent.RunQueued _,
              RunEvent.QueueLookedAt _,
              RunEvent.AttemptLaunching _,
              RunEvent.CancelNoted _,
              RunEvent.TaskAccepted _,
              RunEvent.TaskRunning _,
              RunEvent.TaskLookedAt _,
              RunEvent.StopRequested _,
              RunEvent.RetryScheduled _,
              RunEvent.ArrayStarted _,
              RunEvent.ArrayProgressed _,
              RunEvent.ArrayStopping _ ->
              false;
        };
    boolean good =
        event instanceof RunEvent.RunFinished finished && finished.result() == RunResult.SUCCEEDED;
    return failed
        ? screen.bad(event.reason())
        : good ? screen.good(event.reason()) : event.reason();
  }

  /** The last line of a run that has ended: {@code SUCCEEDED after 11.4 s, 3 attempts}. */
  String verdict(Run run, Finished finished) {
    String result =
        finished.result() == RunResult.SUCCEEDED
            ? screen.good(finished.result().name())
            : screen.bad(finished.result().name());
    long attempts = run.timeline().stream().filter(AttemptEnded.class::isInstance).count();
    return "%s after %s, %s"
        .formatted(
            screen.strong(result),
            Durations.shown(Duration.between(run.requestedAt(), finished.at())),
            run.job().array().map(a -> a.size() + " indexes").orElseGet(() -> attempts(attempts)));
  }

  static String attempts(long count) {
    return count == 1 ? "1 attempt" : count + " attempts";
  }

  /** What is going on right now, for the line that changes. */
  static String now(Run run, Instant now) {
    return switch (run.state()) {
      case Requested _ -> "  requested";
      case Queued queued -> "  waits " + queued.why();
      case Launching launching -> "  attempt " + launching.attempt() + " is being launched";
      case Running running ->
          "  attempt %d, %s"
              .formatted(
                  running.attempt(),
                  running
                      .startedAt()
                      .map(at -> "running for " + Durations.shown(since(at, now)))
                      .orElse("starting"));
      case Stopping stopping -> "  attempt " + stopping.attempt() + " is being stopped";
      case BackingOff backingOff ->
          "  attempt %d starts in %s"
              .formatted(backingOff.next(), Durations.shown(since(now, backingOff.until())));
      case FannedOut array -> "  " + array.shown();
      case Finished _ -> "";
    };
  }

  private static Duration since(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }
}
