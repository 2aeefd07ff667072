package dev.ecsjobs.job;

import java.time.Duration;

/**
 * What becomes of times at which a schedule was due and nothing reached the launch function.
 *
 * @param window how far back they are made up for; what is older is recorded as missed
 */
public record CatchUp(Policy policy, Duration window) {
  /** One run for all that was missed in the last day. */
  public static final CatchUp DEFAULT = new CatchUp(Policy.LAST, Duration.ofDays(1));

  /** Which of them are run after all. */
  public enum Policy {
    /** None. */
    NONE,
    /** The last. */
    LAST,
    /** Each. */
    ALL
  }
}
