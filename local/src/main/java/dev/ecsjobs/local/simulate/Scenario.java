package dev.ecsjobs.local.simulate;

import dev.ecsjobs.cost.PriceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is simulated.
 *
 * @param until occurrences before this are expected; their runs are then seen through to their end
 * @param concurrentTasks how many tasks the account's quota allows at a time; absent: any number
 * @param prices what tasks cost
 * @param functionTime how long a function that launches the backlog begins with new runs before it
 *     leaves the rest to the next
 */
public record Scenario(
    List<SimulatedJob> jobs,
    Instant from,
    Instant until,
    long seed,
    Faults faults,
    OptionalInt concurrentTasks,
    PriceTable prices,
    Duration functionTime) {
  /** Longer than any delivery is late. */
  private static final Duration SHORT_MEMORY = Duration.ofHours(3);

  private static final Duration LONG_MEMORY = Duration.ofDays(2);

  public Scenario {
    jobs = List.copyOf(jobs);
  }

  /** How long anybody may ask for a run that has finished. */
  Duration memory() {
    return jobs.stream().anyMatch(Scenario::isAskedForLate) ? LONG_MEMORY : SHORT_MEMORY;
  }

  /** Whoever follows it may have to wait for others first, and a window may be a day long. */
  private static boolean isAskedForLate(SimulatedJob job) {
    return !job.job().admission().after().isEmpty()
        || job.job().array().isPresent()
        || !job.timing().span().window().isZero();
  }
}
