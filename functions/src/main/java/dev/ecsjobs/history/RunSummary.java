package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.StoppedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One line of the history: a run that ended, with its attempts. */
public record RunSummary(
    RunId run,
    Optional<Instant> scheduledTime,
    Instant requestedAt,
    Instant finishedAt,
    RunResult result,
    String reason,
    List<AttemptSummary> attempts) {
  public RunSummary {
    attempts = List.copyOf(attempts);
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
                    attempts(run.timeline())));
  }

  private static List<AttemptSummary> attempts(List<RunEvent> timeline) {
    var attempts = new ArrayList<AttemptSummary>();
    Instant launchedAt = Instant.MIN;
    for (var event : timeline) {
      if (event instanceof AttemptLaunching launching && launching.call() == 1) {
        launchedAt = launching.at();
      }
      if (event instanceof AttemptEnded ended) {
        attempts.add(attempt(ended, launchedAt));
      }
    }
    return attempts;
  }

  private static AttemptSummary attempt(AttemptEnded ended, Instant launchedAt) {
    var failed =
        ended.outcome() instanceof Outcome.Failed f
            ? Optional.of(f)
            : Optional.<Outcome.Failed>empty();
    return new AttemptSummary(
        ended.attempt(),
        ended.stopped().map(StoppedTask::task),
        launchedAt,
        ended.stopped().flatMap(StoppedTask::startedAt),
        ended.stopped().flatMap(StoppedTask::stoppedAt).orElse(ended.at()),
        failed.map(Outcome.Failed::kind),
        ended.stopped().map(StoppedTask::exitCode).orElse(OptionalInt.empty()),
        ended.outcome().what());
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
        d.objects("attempts").stream().map(AttemptSummary::read).toList());
  }
}
