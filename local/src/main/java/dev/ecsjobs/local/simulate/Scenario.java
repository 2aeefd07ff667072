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
  public Scenario {
    jobs = List.copyOf(jobs);
  }
}
