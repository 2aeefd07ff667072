package dev.ecsjobs.cost;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a task is paid for. Fargate: from the start of the image's download until the task
 * terminates, rounded up to the second, a minute at least.
 *
 * @see <a href="https://aws.amazon.com/fargate/pricing/">AWS Fargate pricing</a>
 */
public final class BilledTime {
  static final Duration FARGATE_MINIMUM = Duration.ofMinutes(1);

  private BilledTime() {}

  /**
   * The seconds between the two that are paid for.
   *
   * @param from when the download of the image began
   * @param until when the task was STOPPED, which is up to half a minute after its container ended
   */
  public static Duration of(Capacity capacity, Instant from, Instant until) {
    return of(capacity, Duration.between(from, until));
  }

  /** So much of such a time is paid for. */
  public static Duration of(Capacity capacity, Duration time) {
    long seconds = Math.max(0, time.plusNanos(999_999_999).toSeconds());
    var rounded = Duration.ofSeconds(seconds);
    return switch (capacity) {
      case FARGATE, FARGATE_SPOT ->
          rounded.compareTo(FARGATE_MINIMUM) < 0 ? FARGATE_MINIMUM : rounded;
      case EC2 -> rounded;
    };
  }
}
