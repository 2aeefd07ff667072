package dev.ecsjobs.local.simulate;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TokenBucket;
import dev.ecsjobs.local.placement.Failure;
import dev.ecsjobs.run.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How fast an account may launch tasks, and how many it may have at a time. */
final class Quotas {
  private static final LaunchAnswer THROTTLED =
      LaunchAnswer.of(Refusals.of("ThrottlingException", "Rate exceeded"));
  private static final LaunchAnswer OVER_QUOTA =
      LaunchAnswer.of(Refusals.of("ClientException", Failure.OVER_QUOTA));

  private final OptionalInt concurrentTasks;
  private TokenBucket onDemand;
  private TokenBucket spot;

  Quotas(OptionalInt concurrentTasks, Instant from) {
    this.concurrentTasks = concurrentTasks;
    this.onDemand = TokenBucket.ofFargate(from);
    this.spot = onDemand;
  }

  /** How long so many launches take if no token is left unused. */
  static Duration shortestFor(int launches) {
    return Duration.ofMillis(
        Math.max(0, launches - TokenBucket.FARGATE_BURST) * 1000L / TokenBucket.FARGATE_PER_SECOND);
  }

  /** RunTask's words, if one task more is too many just now; else it counts as launched. */
  Optional<LaunchAnswer> refuse(boolean onSpot, int alive, Instant now) {
    var bucket = onSpot ? spot : onDemand;
    if (!bucket.has(now)) {
      return Optional.of(THROTTLED);
    }
    if (concurrentTasks.isPresent() && alive >= concurrentTasks.getAsInt()) {
      return Optional.of(OVER_QUOTA);
    }
    if (onSpot) {
      spot = bucket.take(now);
    } else {
      onDemand = bucket.take(now);
    }
    return Optional.empty();
  }
}
