package dev.ecsjobs.history;

import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Usual;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The last runs of a job that say something about it: those that succeeded, failed or were missed.
 * Cancelled and skipped ones say something about people and overlap.
 *
 * <p>The last of a set are the same in whatever order its members come, so what is told from them
 * is exact; and they are few, so a roll-up stays small.
 *
 * @param runs the latest requested first
 */
public record Recent(List<RecentRun> runs) {
  /** How many are kept. */
  public static final int SIZE = 50;

  public static final Recent NONE = new Recent(List.of());

  public Recent {
    runs = List.copyOf(runs);
  }

  Recent plus(RunSummary run) {
    if (!counts(run.result())) {
      return this;
    }
    var added = RecentRun.of(run);
    int later = 0;
    while (later < runs.size() && RecentRun.LATEST_FIRST.compare(runs.get(later), added) <= 0) {
      later++;
    }
    var sorted = new ArrayList<RecentRun>(SIZE + 1);
    sorted.addAll(runs.subList(0, later));
    sorted.add(added);
    sorted.addAll(runs.subList(later, runs.size()));
    return new Recent(sorted.subList(0, Math.min(SIZE, sorted.size())));
  }

  /** Whether such a run says something about its job. */
  static boolean counts(RunResult result) {
    return switch (result) {
      case SUCCEEDED, FAILED, MISSED -> true;
      case CANCELLED, SKIPPED -> false;
    };
  }

  /**
   * How many in a row, up to the latest, came out like the latest: above zero successes, below zero
   * the others. {@link #SIZE} means that many or more.
   */
  public int streak() {
    return runs.isEmpty() ? 0 : streak(runs);
  }

  private static int streak(List<RecentRun> runs) {
    boolean success = runs.getFirst().succeeded();
    Predicate<RecentRun> same = run -> run.succeeded() == success;
    int length = (int) runs.stream().takeWhile(same).count();
    return success ? length : -length;
  }

  /** How many in a row had not succeeded when this one's turn came. */
  int failuresBefore(RunSummary run) {
    var position = RecentRun.of(run);
    return (int)
        runs.stream()
            .filter(other -> RecentRun.LATEST_FIRST.compare(position, other) < 0)
            .takeWhile(other -> !other.succeeded())
            .count();
  }

  /** The share of successes; empty if there was no run. */
  public OptionalDouble successRate() {
    return runs.stream().mapToDouble(run -> run.succeeded() ? 1 : 0).average();
  }

  /** How long a success took, delays and retries included; half of them took less. */
  public Optional<Duration> medianDuration() {
    return percentile(durations(), 50);
  }

  /** How long a success took; 95 in 100 took less. */
  public Optional<Duration> longDuration() {
    return percentile(durations(), 95);
  }

  /** What is usual; empty as long as there are few to tell it from. */
  public Optional<Usual> usual() {
    int successes = (int) durations().count();
    return longDuration()
        .filter(_ -> successes >= Usual.ENOUGH)
        .map(duration -> new Usual(duration, successes));
  }

  /** How late runs began; half of them less. */
  public Optional<Duration> medianStartDelay() {
    return percentile(startDelays(), 50);
  }

  /** How late runs began; 95 in 100 less. */
  public Optional<Duration> longStartDelay() {
    return percentile(startDelays(), 95);
  }

  private Stream<Duration> durations() {
    return runs.stream().filter(RecentRun::succeeded).map(RecentRun::duration);
  }

  private Stream<Duration> startDelays() {
    return runs.stream().flatMap(run -> run.startDelay().stream());
  }

  /** The nearest rank: a value that there was. */
  private static Optional<Duration> percentile(Stream<Duration> values, int percent) {
    var sorted = values.sorted().toList();
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(rank - 1));
  }

  List<String> texts() {
    return runs.stream().map(RecentRun::toString).toList();
  }

  static Recent read(List<String> texts) {
    return new Recent(texts.stream().map(RecentRun::parse).toList());
  }
}
