package dev.ecsjobs.retry;

import java.time.Duration;

/** What follows a failed attempt, with the reason a user will read. */
public sealed interface RetryDecision {
  String reason();

  /** Another attempt, after the delay. */
  record RetryAfter(Duration delay, String reason) implements RetryDecision {}

  /** No further attempt: the run has failed. */
  record GiveUp(String reason) implements RetryDecision {}
}
