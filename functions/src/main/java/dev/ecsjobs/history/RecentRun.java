package dev.ecsjobs.history;

import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * As much of a run as its job's roll-up keeps.
 *
 * @param key the run's within its job
 * @param startDelay absent if no task ever ran
 */
public record RecentRun(
    Instant requestedAt,
    String key,
    RunResult result,
    Duration duration,
    Optional<Duration> startDelay) {

  /** The latest requested first; the key makes the order the same in whatever order they come. */
  static final Comparator<RecentRun> LATEST_FIRST =
      Comparator.comparing(RecentRun::requestedAt).thenComparing(RecentRun::key).reversed();

  static RecentRun of(RunSummary run) {
    return new RecentRun(
        run.requestedAt(), run.run().key(), run.result(), run.duration(), run.startDelay());
  }

  public boolean succeeded() {
    return result == RunResult.SUCCEEDED;
  }

  /** One text, since names in each of fifty would be most of the item. */
  @Override
  public String toString() {
    return "%s %s %s %s %s"
        .formatted(
            requestedAt, key, result, duration, startDelay.map(Duration::toString).orElse("-"));
  }

  /** Reads what {@link #toString} wrote. */
  static RecentRun parse(String text) {
    String[] parts = text.split(" ", 5);
    return new RecentRun(
        Instant.parse(parts[0]),
        parts[1],
        RunResult.valueOf(parts[2]),
        Duration.parse(parts[3]),
        Optional.of(parts[4]).filter(delay -> !delay.equals("-")).map(Duration::parse));
  }
}
