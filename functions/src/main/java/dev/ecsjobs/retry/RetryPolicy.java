package dev.ecsjobs.retry;

import dev.ecsjobs.retry.RetryDecision.GiveUp;
import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * @param growMemory in MiB: after running out of memory the next attempt gets the next larger
 *     Fargate size, up to this; absent: it gets the same again
 */
public record RetryPolicy(
    int maxAttempts,
    int infrastructureAttempts,
    Duration initialDelay,
    double multiplier,
    Duration maxDelay,
    List<RetryRule> rules,
    OptionalInt growMemory) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, 5, Duration.ofMinutes(1), 2, Duration.ofHours(1), List.of());

  /**
   * What IGNORE counts against no budget is not to go on for ever, and a run is one item: with the
   * longest reasons ECS gives, so many attempts stay within DynamoDB's 400 KB.
   */
  static final int MOST_ATTEMPTS = 200;

  private static final double JITTER = 0.1;

  public RetryPolicy {
    rules = List.copyOf(rules);
    if (maxAttempts < 1 || infrastructureAttempts < 1 || multiplier < 1) {
      throw new IllegalArgumentException("attempts and multiplier are at least 1");
    }
  }

  /** A policy that leaves the memory as it is. */
  public RetryPolicy(
      int maxAttempts,
      int infrastructureAttempts,
      Duration initialDelay,
      double multiplier,
      Duration maxDelay,
      List<RetryRule> rules) {
    this(
        maxAttempts,
        infrastructureAttempts,
        initialDelay,
        multiplier,
        maxDelay,
        rules,
        OptionalInt.empty());
  }

  /** The failures so far and this one, unless a rule says that it does not count. */
  public Failures count(Failures before, Failure failure) {
    return ruleFor(failure).map(RetryRule::then).equals(Optional.of(RetryRule.Then.IGNORE))
        ? before.plusIgnored()
        : before.plus(failure.kind());
  }

  /**
   * Decides what follows a failure.
   *
   * @param failures all failures of the run, this one included
   * @param jitter in [0, 1), the same for the same attempt, so that a redelivered event decides
   *     alike
   */
  public RetryDecision decide(Failure failure, Failures failures, double jitter) {
    var kind = failure.kind();
    if (kind.budget() == Budget.NONE) {
      return new GiveUp(
          kind == FailureKind.CANCELLED
              ? "A stopped run is not retried."
              : "Only a change by a person can mend this, so it is not retried.");
    }
    if (failures.attempts() >= MOST_ATTEMPTS) {
      return new GiveUp("No run makes more than " + MOST_ATTEMPTS + " attempts.");
    }
    var rule = ruleFor(failure);
    if (rule.isEmpty()) {
      return kind.isRetriedWithoutRule()
          ? withinBudget(kind.budget(), failures, jitter, Optional.empty())
          : new GiveUp("Without a rule that says so, " + kind + " is not retried.");
    }
    String name = "Rule " + (rules.indexOf(rule.get()) + 1) + " of the job";
    return switch (rule.get().then()) {
      case FAIL -> new GiveUp(name + " says FAIL.");
      case RETRY -> withinBudget(kind.budget(), failures, jitter, rule.get().delay());
      case IGNORE ->
          new RetryAfter(
              rule.get()
                  .delay()
                  .map(delay -> jittered(delay, jitter))
                  .orElse(backoff(failures.ignored(), jitter)),
              name + " says IGNORE: not counted");
    };
  }

  private Optional<RetryRule> ruleFor(Failure failure) {
    return rules.stream().filter(rule -> rule.matches(failure)).findFirst();
  }

  private RetryDecision withinBudget(
      Budget budget, Failures failures, double jitter, Optional<Duration> delay) {
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
    return new RetryAfter(
        delay.map(d -> jittered(d, jitter)).orElse(backoff(used, jitter)),
        "%d of %d %s used".formatted(used, limit, attempts));
  }

  private Duration backoff(int failure, double jitter) {
    double millis = (double) initialDelay.toMillis() * Math.pow(multiplier, failure - 1);
    return jittered(
        Duration.ofMillis((long) Math.min(millis, (double) maxDelay.toMillis())), jitter);
  }

  private static Duration jittered(Duration delay, double jitter) {
    return Duration.ofMillis((long) ((double) delay.toMillis() * (1 + JITTER * jitter)));
  }
}
