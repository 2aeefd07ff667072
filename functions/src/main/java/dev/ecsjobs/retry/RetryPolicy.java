package dev.ecsjobs.retry;

import dev.ecsjobs.retry.RetryDecision.GiveUp;
import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How often and how fast failed attempts are replaced.
 *
 * <p>Attempts count from 1 and both budgets include the first: {@code maxAttempts} 3 means at most
 * two retries. The delay before the retry that follows a budget's n-th failure is {@code
 * initialDelay × multiplier^(n-1)}, at most {@code maxDelay}, and then up to a tenth longer, so
 * that jobs that failed together do not come back together.
 *
 * @param rules asked in order; the first that matches decides
 */
public record RetryPolicy(
    int maxAttempts,
    int infrastructureAttempts,
    Duration initialDelay,
    double multiplier,
    Duration maxDelay,
    List<RetryRule> rules) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, 5, Duration.ofMinutes(1), 2, Duration.ofHours(1), List.of());

  private static final double JITTER = 0.1;

  public RetryPolicy {
    rules = List.copyOf(rules);
    if (maxAttempts < 1 || infrastructureAttempts < 1 || multiplier < 1) {
      throw new IllegalArgumentException("attempts and multiplier are at least 1");
    }
  }

  /**
   * Decides what follows a failure.
   *
   * @param failures all failures of the run, this one included
   * @param jitter in [0, 1), the same for the same attempt, so that a redelivered event decides
   *     alike
   */
  public RetryDecision decide(
      FailureKind kind, OptionalInt exitCode, Failures failures, double jitter) {
    if (kind.budget() == Budget.NONE) {
      return new GiveUp(
          kind == FailureKind.CANCELLED
              ? "A stopped run is not retried."
              : "Only a change by a person can mend this, so it is not retried.");
    }
    var rule = rules.stream().filter(r -> r.matches(kind, exitCode)).findFirst();
    if (rule.isPresent() && rule.get().then() == RetryRule.Then.FAIL) {
      return new GiveUp("Rule " + (rules.indexOf(rule.get()) + 1) + " of the job says FAIL.");
    }
    if (rule.isEmpty() && !kind.isRetriedWithoutRule()) {
      return new GiveUp("Without a rule that says so, " + kind + " is not retried.");
    }
    return withinBudget(kind.budget(), failures, jitter);
  }

  private RetryDecision withinBudget(Budget budget, Failures failures, double jitter) {
    boolean application = budget == Budget.APPLICATION;
    int used = application ? failures.application() : failures.platform();
    int limit = application ? maxAttempts : infrastructureAttempts;
    String attempts = application ? "attempts" : "infrastructure attempts";
    if (used >= limit) {
      return new GiveUp(
          limit == 1
              ? "The job allows no retry of it."
              : "All %d %s are used.".formatted(limit, attempts));
    }
    return new RetryAfter(delay(used, jitter), "%d of %d %s used".formatted(used, limit, attempts));
  }

  private Duration delay(int failure, double jitter) {
    double millis = (double) initialDelay.toMillis() * Math.pow(multiplier, failure - 1);
    double capped = Math.min(millis, (double) maxDelay.toMillis());
    return Duration.ofMillis((long) (capped * (1 + JITTER * jitter)));
  }
}
