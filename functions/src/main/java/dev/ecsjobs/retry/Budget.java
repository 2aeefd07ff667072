package dev.ecsjobs.retry;

/** Whose attempts a failure uses up. */
public enum Budget {
  /** {@code maxAttempts}: the application's own failures. */
  APPLICATION,
  /**
   * {@code infrastructureAttempts}: the platform's failures, of which the application knows
   * nothing.
   */
  PLATFORM,
  /** Never retried. */
  NONE
}
