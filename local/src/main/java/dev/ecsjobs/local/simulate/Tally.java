package dev.ecsjobs.local.simulate;

import dev.ecsjobs.cost.Cost;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.retry.FailureKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One line of the report while it is being counted. */
final class Tally {
  private final Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
  private final Samples startDelays = new Samples();
  private final Samples durations = new Samples();
  private final Samples closes = new Samples();
  private JobSummary summary;
  private long expected;
  private long unexpected;
  private long retries;

  Tally(JobName row) {
    summary = JobSummary.none(row);
  }

  void expect() {
    expected++;
  }

  /**
   * @param occurred whether its schedule asked for it
   */
  void add(RunSummary ended, boolean occurred) {
    summary = summary.plus(ended);
    unexpected += occurred ? 0 : 1;
    if (ended.attempts().isEmpty()) {
      return;
    }
    retries += ended.attempts().size() - 1;
    durations.add(Duration.between(ended.requestedAt(), ended.finishedAt()).toMillis());
    startDelay(ended).ifPresent(delay -> startDelays.add(delay.toMillis()));
    for (var attempt : ended.attempts()) {
      attempt.kind().ifPresent(kind -> failures.merge(kind, 1L, Long::sum));
    }
  }

  void addClose(Duration after) {
    closes.add(after.toMillis());
  }

  private static Optional<Duration> startDelay(RunSummary ended) {
    var due = ended.scheduledTime().orElse(ended.requestedAt());
    for (var attempt : ended.attempts()) {
      if (attempt.startedAt().isPresent()) {
        return Optional.of(Duration.between(due, attempt.startedAt().get()));
      }
    }
    return Optional.empty();
  }

  Report.OfJob report(Cost cost) {
    return new Report.OfJob(
        summary,
        expected,
        unexpected,
        retries,
        failures,
        Report.Spread.of(startDelays),
        Report.Spread.of(durations),
        Report.Spread.of(closes),
        cost);
  }
}
