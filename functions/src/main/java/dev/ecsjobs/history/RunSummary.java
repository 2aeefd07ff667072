package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.run.Attempt;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
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
                    Attempt.of(run).stream().flatMap(a -> summary(a).stream()).toList(),
                    fannedOutAt(run)));
  }

  private static Optional<Instant> fannedOutAt(Run run) {
    for (var event : run.timeline()) {
      if (event instanceof ArrayStarted) {
        return Optional.of(event.at());
      }
    }
    return Optional.empty();
  }

  private static Optional<AttemptSummary> summary(Attempt attempt) {
    return attempt.ended().map(ended -> summary(attempt, ended));
  }

  private static AttemptSummary summary(Attempt attempt, AttemptEnded ended) {
    var failed =
        ended.outcome() instanceof Outcome.Failed f
            ? Optional.of(f)
            : Optional.<Outcome.Failed>empty();
    return new AttemptSummary(
        attempt.number(),
        attempt.task(),
        attempt.launchedAt(),
        attempt.startedAt(),
        attempt.endedAt().orElseThrow(),
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
    return firstTaskStartedAt()
        .or(() -> fannedOutAt)
        .map(started -> Duration.between(due, started));
  }

  private Optional<Instant> firstTaskStartedAt() {
    for (var attempt : attempts) {
      if (attempt.startedAt().isPresent()) {
        return attempt.startedAt();
      }
    }
    return Optional.empty();
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
