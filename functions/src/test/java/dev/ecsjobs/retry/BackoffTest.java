package dev.ecsjobs.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # initial | multiplier | max  | failure | delay
          PT1M      | 2          | PT1H |   1     | PT1M
          PT1M      | 2          | PT1H |   2     | PT2M
          PT1M      | 2          | PT1H |   3     | PT4M
          PT1M      | 2          | PT1H |   6     | PT32M
          PT1M      | 2          | PT1H |   7     | PT1H
          PT1M      | 2          | PT1H |  99     | PT1H
          PT1M      | 10         | P1D  |  99     | P1D
          PT1M      | 1          | PT1H |  99     | PT1M
          PT10S     | 1.5        | PT1H |   2     | PT15S
          PT10S     | 1.5        | PT1H |   3     | PT22.5S
          PT2H      | 2          | PT1H |   1     | PT1H
          PT0S      | 10         | PT1H |  99     | PT0S
          """)
  void growsUpToItsLimit(
      Duration initial, double multiplier, Duration max, int failure, Duration delay) {
    var policy = new RetryPolicy(100, 100, initial, multiplier, max, List.of());

    assertEquals(delay, delay(policy, new Failures(failure, 0, 0), FailureKind.EXIT_CODE, 0));
    assertEquals(delay, delay(policy, new Failures(0, failure, 0), FailureKind.REFUSED, 0));
  }

  @Test
  void theOtherBudgetsFailuresDoNotSlowItDown() {
    assertEquals(
        Duration.ofMinutes(1),
        delay(RetryPolicy.DEFAULT, new Failures(1, 4, 0), FailureKind.EXIT_CODE, 0));
  }

  @Test
  void jitterMakesItAtMostATenthLonger() {
    var first = new Failures(1, 0, 0);

    assertEquals(
        Duration.ofSeconds(63), delay(RetryPolicy.DEFAULT, first, FailureKind.EXIT_CODE, 0.5));
    assertEquals(
        Duration.ofSeconds(66),
        delay(RetryPolicy.DEFAULT, first, FailureKind.EXIT_CODE, ALMOST_ONE));
  }

  @Test
  void jitterMayExceedTheLimitByATenthAtMost() {
    var policy = new RetryPolicy(100, 1, Duration.ofMinutes(1), 10, Duration.ofHours(1), List.of());

    assertEquals(
        Duration.ofMinutes(66),
        delay(policy, new Failures(99, 0, 0), FailureKind.EXIT_CODE, ALMOST_ONE));
  }

  private static Duration delay(
      RetryPolicy policy, Failures failures, FailureKind kind, double jitter) {
    var decision = policy.decide(new Failure(kind, OptionalInt.of(1), List.of()), failures, jitter);
    return assertInstanceOf(RetryAfter.class, decision).delay();
  }
}
