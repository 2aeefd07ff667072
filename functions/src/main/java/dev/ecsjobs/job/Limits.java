package dev.ecsjobs.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a job may take; absent means no limit.
 *
 * @param attempt from RUNNING to the end of one attempt
 * @param run from the first launch to the end of the last attempt, delays included
 * @param start from ECS's acceptance of a task until it is RUNNING
 * @param startingDeadline from the scheduled time until the run is launched: later is too late
 */
public record Limits(
    Optional<Duration> attempt,
    Optional<Duration> run,
    Optional<Duration> start,
    Optional<Duration> startingDeadline) {
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Those that bear on one attempt, whatever run it is of. */
  Limits ofAttempts() {
    return new Limits(attempt, Optional.empty(), start, Optional.empty());
  }
}
