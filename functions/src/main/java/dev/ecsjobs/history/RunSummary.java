package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunEvent.ArrayProgressed;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.ArrayStopping;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.CancelNoted;
import dev.ecsjobs.run.RunEvent.LaunchDeferred;
import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunEvent.QueueLookedAt;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunEvent.RunQueued;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line of the history: a run that ended, with its attempts.
 *
 * @param fannedOutAt when the first indexes of its array were started; absent if it has none
 */
public record RunSummary(
    RunId run,
    Optional<Instant> scheduledTime,
    Instant requestedAt,
    Instant finishedAt,
    RunResult result,
    String reason,
    List<AttemptSummary> attempts,
    Optional<Instant> fannedOutAt) {
  public RunSummary {
    attempts = List.copyOf(attempts);
  }

  /** A run without an array. */
  public RunSummary(
      RunId run,
      Optional<Instant> scheduledTime,
      Instant requestedAt,
      Instant finishedAt,
      RunResult result,
      String reason,
      List<AttemptSummary> attempts) {
    this(run, scheduledTime, requestedAt, finishedAt, result, reason, attempts, Optional.empty());
  }

  /** Empty while the run has not ended. */
  public static Optional<RunSummary> of(Run run) {
    return run.finished()
        .map(
            finished ->
                new RunSummary(
                    run.id(),
                    run.scheduledTime(),
                    run.requestedAt(),
                    finished.at(),
                    finished.result(),
                    finished.reason(),
                    attempts(run.timeline()),
                    fannedOutAt(run.timeline())));
  }

  private static List<AttemptSummary> attempts(List<RunEvent> timeline) {
    var attempts = new ArrayList<AttemptSummary>();
    Instant launchedAt = Instant.MIN;
    var task = Optional.<String>empty();
    var startedAt = Optional.<Instant>empty();
    for (var event : timeline) {
      switch (event) {
        case AttemptLaunching e when e.call() == 1 -> {
          launchedAt = e.at();
          task = Optional.empty();
          startedAt = Optional.empty();
        }
        case TaskAccepted e -> task = Optional.of(e.task());
        case TaskRunning e -> startedAt = Optional.of(e.startedAt());
        case AttemptEnded e -> attempts.add(attempt(e, launchedAt, task, startedAt));
        case RunQueued _,
            QueueLookedAt _,
            AttemptLaunching _,
            LaunchDeferred _,
            CancelNoted _,
            TaskLookedAt _,
            LongRunningSeen _,
            StopRequested _,
            ArrayStarted _,
            ArrayProgressed _,
            ArrayStopping _,
            RetryScheduled _,
            RunFinished _ -> {}
      }
    }
    return attempts;
  }

  private static Optional<Instant> fannedOutAt(List<RunEvent> timeline) {
    return timeline.stream().filter(ArrayStarted.class::isInstance).map(RunEvent::at).findFirst();
  }

  private static AttemptSummary attempt(
      AttemptEnded ended, Instant launchedAt, Optional<String> task, Optional<Instant> startedAt) {
    var failed =
        ended.outcome() instanceof Outcome.Failed f
            ? Optional.of(f)
            : Optional.<Outcome.Failed>empty();
    return new AttemptSummary(
        ended.attempt(),
        task,
        launchedAt,
        ended.stopped().flatMap(StoppedTask::startedAt).or(() -> startedAt),
        ended.stopped().flatMap(StoppedTask::stoppedAt).orElse(ended.at()),
        failed.map(Outcome.Failed::kind),
        ended.stopped().map(StoppedTask::exitCode).orElse(OptionalInt.empty()),
        ended.outcome().what(),
        ended.stopped().map(Billing::of).orElse(Usage.NONE));
  }

  /** From the request to the end, with all attempts and the delays between them. */
  public Duration duration() {
    return Duration.between(requestedAt, finishedAt);
  }

  /**
   * From when it should have begun until its first task was RUNNING, or its first indexes were
   * started; empty if that never was.
   */
  public Optional<Duration> startDelay() {
    Instant due = scheduledTime.orElse(requestedAt);
    return attempts.stream()
        .flatMap(attempt -> attempt.startedAt().stream())
        .findFirst()
        .or(() -> fannedOutAt)
        .map(started -> Duration.between(due, started));
  }

  /** How many attempts there were beyond the first. */
  public int retries() {
    return Math.max(0, attempts.size() - 1);
  }

  /** What all attempts used, and in vain. */
  public Spending spending() {
    var spending = Spending.NONE;
    for (var attempt : attempts) {
      spending = spending.plus(attempt);
    }
    return spending;
  }

  /** The summary as a JSON object. */
  public Document document() {
    return new Document()
        .put("run", run)
        .put("job", run.job())
        .put("result", result)
        .put("reason", reason)
        .put("scheduledTime", scheduledTime)
        .put("requestedAt", requestedAt)
        .put("finishedAt", finishedAt)
        .put("fannedOutAt", fannedOutAt)
        .put("attempts", attempts.stream().map(a -> a.document().fields()).toList());
  }

  public static RunSummary read(Document d) {
    return new RunSummary(
        RunId.parse(d.text("run")).orElseThrow(),
        d.optionalInstant("scheduledTime"),
        d.instant("requestedAt"),
        d.instant("finishedAt"),
        RunResult.valueOf(d.text("result")),
        d.text("reason"),
        d.objects("attempts").stream().map(AttemptSummary::read).toList(),
        d.optionalInstant("fannedOutAt"));
  }
}
