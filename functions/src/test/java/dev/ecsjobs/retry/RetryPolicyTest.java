package dev.ecsjobs.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.retry.RetryDecision.GiveUp;
import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
  private static final RetryRule NO_RETRY_OF_78 =
      RetryRule.of(List.of(78), Optional.empty(), RetryRule.Then.FAIL);
  private static final RetryRule RETRY_EXIT_CODES =
      RetryRule.of(List.of(), Optional.of(FailureKind.EXIT_CODE), RetryRule.Then.RETRY);
  private static final RetryRule RETRY_TIME_OUTS =
      RetryRule.of(List.of(), Optional.of(FailureKind.TIMED_OUT), RetryRule.Then.RETRY);
  private static final RetryRule NO_RETRY_OF_KILLED =
      RetryRule.of(List.of(137, 143), Optional.of(FailureKind.INTERRUPTED), RetryRule.Then.FAIL);

  /** maxAttempts 3, infrastructureAttempts 5; the failures include the one decided on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXIT_CODE     | 1 | 0 | 1 of 3 attempts used
          EXIT_CODE     | 2 | 0 | 2 of 3 attempts used
          EXIT_CODE     | 3 | 0 | All 3 attempts are used.
          EXIT_CODE     | 4 | 0 | All 3 attempts are used.
          EXIT_CODE     | 1 | 5 | 1 of 3 attempts used
          OUT_OF_MEMORY | 2 | 0 | 2 of 3 attempts used
          OUT_OF_MEMORY | 3 | 0 | All 3 attempts are used.
          REFUSED       | 0 | 1 | 1 of 5 infrastructure attempts used
          REFUSED       | 3 | 4 | 4 of 5 infrastructure attempts used
          REFUSED       | 0 | 5 | All 5 infrastructure attempts are used.
          NEVER_STARTED | 0 | 4 | 4 of 5 infrastructure attempts used
          INTERRUPTED   | 0 | 5 | All 5 infrastructure attempts are used.
          UNKNOWN       | 2 | 1 | 1 of 5 infrastructure attempts used
          TIMED_OUT     | 1 | 0 | Without a rule that says so, TIMED_OUT is not retried.
          MISCONFIGURED | 0 | 0 | Only a change by a person can mend this, so it is not retried.
          CANCELLED     | 0 | 0 | A stopped run is not retried.
          """)
  void eachKindUsesUpItsOwnBudget(FailureKind kind, int application, int platform, String reason) {
    var decision = decide(List.of(), kind, OptionalInt.empty(), application, platform);

    assertEquals(reason, decision.reason());
    assertEquals(reason.contains(" of "), decision instanceof RetryAfter, "retried");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXIT_CODE     |  78 | Rule 1 of the job says FAIL.
          EXIT_CODE     |   1 | 1 of 3 attempts used
          EXIT_CODE     |     | 1 of 3 attempts used
          OUT_OF_MEMORY |  78 | Rule 1 of the job says FAIL.
          OUT_OF_MEMORY | 137 | 1 of 3 attempts used
          TIMED_OUT     |     | 1 of 3 attempts used
          TIMED_OUT     |  78 | Rule 1 of the job says FAIL.
          INTERRUPTED   | 137 | Rule 4 of the job says FAIL.
          INTERRUPTED   | 143 | Rule 4 of the job says FAIL.
          INTERRUPTED   |   1 | 1 of 5 infrastructure attempts used
          INTERRUPTED   |     | 1 of 5 infrastructure attempts used
          """)
  void theFirstRuleThatMatchesDecides(FailureKind kind, Integer exitCode, String reason) {
    var rules = List.of(NO_RETRY_OF_78, RETRY_EXIT_CODES, RETRY_TIME_OUTS, NO_RETRY_OF_KILLED);

    assertEquals(reason, decide(rules, kind, optional(exitCode), 1, 1).reason());
  }

  @Test
  void aRuleForMoreIsOverruledByOneBeforeIt() {
    var code = OptionalInt.of(78);

    assertInstanceOf(
        RetryAfter.class,
        decide(List.of(RETRY_EXIT_CODES, NO_RETRY_OF_78), FailureKind.EXIT_CODE, code, 1, 0));
    assertInstanceOf(
        GiveUp.class,
        decide(List.of(NO_RETRY_OF_78, RETRY_EXIT_CODES), FailureKind.EXIT_CODE, code, 1, 0));
  }

  @Test
  void aRuleThatSaysRetryGivesNoMoreAttempts() {
    var decision =
        decide(List.of(RETRY_TIME_OUTS), FailureKind.TIMED_OUT, OptionalInt.empty(), 3, 0);

    assertEquals(new GiveUp("All 3 attempts are used."), decision);
  }

  @ParameterizedTest
  @EnumSource(names = {"MISCONFIGURED", "CANCELLED"})
  void noRuleRetriesWhatOnlyAPersonCanMend(FailureKind kind) {
    var rule = RetryRule.of(List.of(), Optional.of(kind), RetryRule.Then.RETRY);

    assertInstanceOf(GiveUp.class, decide(List.of(rule), kind, OptionalInt.of(1), 0, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXIT_CODE", "INTERRUPTED"})
  void oneAttemptMeansNoRetry(FailureKind kind) {
    var policy = new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of());

    assertEquals(
        new GiveUp("The job allows no retry of it."),
        policy.decide(
            new Failure(kind, OptionalInt.empty(), List.of()), Failures.NONE.plus(kind), 0));
  }

  @Test
  void failuresAreCountedPerBudget() {
    var failures = Failures.NONE;
    for (var kind : FailureKind.values()) {
      failures = failures.plus(kind);
    }
    assertEquals(new Failures(3, 4, 0), failures);
  }

  @Test
  void aRuleThatMatchesEverythingIsNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> RetryRule.of(List.of(), Optional.empty(), RetryRule.Then.FAIL));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0.9"})
  void aPolicyWithoutAFirstAttemptIsNone(int attempts, int infrastructure, double multiplier) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RetryPolicy(
                attempts, infrastructure, Duration.ZERO, multiplier, Duration.ZERO, List.of()));
  }

  private static RetryDecision decide(
      List<RetryRule> rules, FailureKind kind, OptionalInt exitCode, int app, int platform) {
    return new RetryPolicy(3, 5, Duration.ofMinutes(1), 2, Duration.ofHours(1), rules)
        .decide(new Failure(kind, exitCode, List.of()), new Failures(app, platform, 0), 0);
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
