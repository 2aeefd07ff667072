package dev.ecsjobs.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ecsjobs.retry.RetryDecision.GiveUp;
import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import dev.ecsjobs.retry.RetryRule.Then;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRulesTest {
  @ParameterizedTest
  @CsvSource({
    "10-19,   9, false",
    "10-19,  10, true",
    "10-19,  15, true",
    "10-19,  19, true",
    "10-19,  20, false",
    "0-255,   0, true",
    "0-255, 255, true",
    "7-7,     7, true",
    "7-7,     8, false",
    "10-19,    , false",
    "0-255,    , false",
  })
  void aRangeHasBothItsEnds(String range, Integer exitCode, boolean matches) {
    var rule = rule(List.of(ExitCodes.parseRange(range).orElseThrow()), null, null, Then.FAIL);
    assertEquals(matches, rule.matches(failure(FailureKind.EXIT_CODE, exitCode)));
  }

  @Test
  void severalCodesAndRangesAreAlternatives() {
    var codes = List.of(ExitCodes.of(1), new ExitCodes(10, 19), ExitCodes.of(78));
    var rule = rule(codes, null, null, Then.FAIL);

    for (int code = 0; code <= ExitCodes.HIGHEST; code++) {
      boolean expected = code == 1 || code == 78 || (code >= 10 && code <= 19);
      assertEquals(expected, rule.matches(failure(FailureKind.EXIT_CODE, code)), "code " + code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *network interface*        | Timeout waiting for network interface provisioning to complete. | true
          *NETWORK Interface*        | Timeout waiting for network interface provisioning to complete. | true
          timeout*                   | Timeout waiting for network interface provisioning to complete. | true
          *complete.                 | Timeout waiting for network interface provisioning to complete. | true
          timeout*complete.          | Timeout waiting for network interface provisioning to complete. | true
          timeout*network*complete.  | Timeout waiting for network interface provisioning to complete. | true
          complete*timeout           | Timeout waiting for network interface provisioning to complete. | false
          network interface          | Timeout waiting for network interface provisioning to complete. | false
          *                          | anything                                                        | true
          **                         | anything                                                        | true
          anything                   | Anything                                                        | true
          # nothing but the star stands for something else
          a.b                        | axb                                                             | false
          a.b*                       | a.b (c)                                                         | true
          *(c)                       | a.b (c)                                                         | true
          a?b                        | axb                                                             | false
          *[0-9]*                    | code 5                                                          | false
          *\\d*                      | code 5                                                          | false
          *\\E.*                     | code 5                                                          | false
          """)
  void aReasonIsMatchedInAnyCaseAndAStarStandsForAnyText(
      String glob, String words, boolean matches) {
    var rule = rule(List.of(), null, glob, Then.FAIL);
    assertEquals(matches, rule.matches(failure(FailureKind.NEVER_STARTED, null, words)));
  }

  @Test
  void aReasonMatchesEachOfEcssWordsByItselfAndAcrossLines() {
    var rule = rule(List.of(), null, "*CannotPull*timeout", Then.FAIL);

    assertEquals(true, rule.matches(failure(null, "Task failed", "CannotPullError:\ni/o timeout")));
    assertEquals(false, rule.matches(failure(null, "CannotPullError", "i/o timeout")));
    assertEquals(false, rule.matches(failure(null)));
  }

  @ParameterizedTest
  @CsvSource({
    "EXIT_CODE,   12, disk full, true",
    "INTERRUPTED, 12, disk full, false",
    "EXIT_CODE,   20, disk full, false",
    "EXIT_CODE,   12, other,     false",
    "EXIT_CODE,     , disk full, false",
  })
  void allThatARuleNamesMustHold(FailureKind kind, Integer exitCode, String words, boolean all) {
    var rule = rule(List.of(new ExitCodes(10, 19)), FailureKind.EXIT_CODE, "disk*", Then.FAIL);
    assertEquals(all, rule.matches(failure(kind, exitCode, words)));
  }

  @Test
  void theDelayOfARuleStandsInsteadOfTheBackoffAndIsJitteredLikeIt() {
    var rule = delayed(FailureKind.REFUSED, Then.RETRY, Duration.ofMinutes(10));

    for (int failures = 1; failures < 5; failures++) {
      var counted = new Failures(0, failures, 0);
      assertEquals(Duration.ofMinutes(10), delay(rule, FailureKind.REFUSED, counted, 0));
      assertEquals(
          Duration.ofMinutes(10).plusSeconds(30), delay(rule, FailureKind.REFUSED, counted, 0.5));
    }
    assertEquals(
        Duration.ofMinutes(2),
        delay(rule, FailureKind.INTERRUPTED, new Failures(0, 2, 0), 0),
        "of another failure it says nothing");
  }

  @Test
  void theDelayOfARuleMayBeLongerThanTheLongestBackoff() {
    var rule = delayed(FailureKind.REFUSED, Then.RETRY, Duration.ofHours(24));
    assertEquals(Duration.ofHours(24), delay(rule, FailureKind.REFUSED, new Failures(0, 1, 0), 0));
  }

  @Test
  void aDelayGivesNoMoreAttempts() {
    var rule = delayed(FailureKind.REFUSED, Then.RETRY, Duration.ZERO);
    assertEquals(
        new GiveUp("All 5 infrastructure attempts are used."),
        policy(rule).decide(failure(FailureKind.REFUSED, null), new Failures(0, 5, 0), 0));
  }

  @Test
  void whatARuleIgnoresIsCountedAgainstNoBudget() {
    var policy = policy(rule(List.of(), FailureKind.INTERRUPTED, null, Then.IGNORE));
    var failures = Failures.NONE;
    for (int i = 0; i < 20; i++) {
      failures = policy.count(failures, failure(FailureKind.INTERRUPTED, null));
    }
    failures = policy.count(failures, failure(FailureKind.REFUSED, null));
    failures = policy.count(failures, failure(FailureKind.EXIT_CODE, 1));

    assertEquals(new Failures(1, 1, 20), failures);
    assertEquals(
        "Rule 1 of the job says IGNORE: not counted",
        policy.decide(failure(FailureKind.INTERRUPTED, null), failures, 0).reason());
    assertEquals(
        "1 of 3 attempts used",
        policy.decide(failure(FailureKind.EXIT_CODE, 1), failures, 0).reason());
  }

  @ParameterizedTest
  @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "7, PT1H", "199, PT1H"})
  void whatIsIgnoredBacksOffAllTheSame(int ignored, Duration delay) {
    var rule = rule(List.of(), FailureKind.INTERRUPTED, null, Then.IGNORE);
    assertEquals(delay, delay(rule, FailureKind.INTERRUPTED, new Failures(0, 0, ignored), 0));
  }

  @Test
  void whatIsIgnoredDoesNotGoOnForEver() {
    var policy = policy(rule(List.of(), null, "*", Then.IGNORE));
    var failure = failure(FailureKind.INTERRUPTED, null, "Your Spot Task was interrupted.");
    var failures = Failures.NONE;
    int attempts = 0;
    do {
      attempts++;
      failures = policy.count(failures, failure);
    } while (policy.decide(failure, failures, 0) instanceof RetryAfter);

    assertEquals(200, attempts);
    assertEquals(
        new GiveUp("No run makes more than 200 attempts."), policy.decide(failure, failures, 0));
  }

  @Test
  void aTimeOutThatIsIgnoredIsRetried() {
    var rule = rule(List.of(), FailureKind.TIMED_OUT, null, Then.IGNORE);
    assertEquals(
        Duration.ofMinutes(1), delay(rule, FailureKind.TIMED_OUT, new Failures(0, 0, 1), 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"MISCONFIGURED", "CANCELLED"})
  void whatOnlyAPersonCanMendIsNotIgnoredEither(FailureKind kind) {
    var policy = policy(rule(List.of(), kind, null, Then.IGNORE));
    assertInstanceOf(
        GiveUp.class,
        policy.decide(failure(kind, 1), policy.count(Failures.NONE, failure(kind, 1)), 0));
  }

  /** The count must follow the rule that decides, or a later IGNORE would make FAIL uncounted. */
  @Test
  void theFirstRuleThatMatchesDecidesWhatIsCountedToo() {
    var ignore = rule(List.of(), null, "*spot*", Then.IGNORE);
    var retry = rule(List.of(), FailureKind.INTERRUPTED, null, Then.RETRY);
    var failure = failure(FailureKind.INTERRUPTED, null, "Your Spot Task was interrupted.");

    assertEquals(new Failures(0, 0, 1), policy(ignore, retry).count(Failures.NONE, failure));
    assertEquals(new Failures(0, 1, 0), policy(retry, ignore).count(Failures.NONE, failure));
    assertEquals(
        "1 of 5 infrastructure attempts used",
        policy(retry, ignore).decide(failure, new Failures(0, 1, 0), 0).reason());
  }

  private static RetryPolicy policy(RetryRule... rules) {
    return new RetryPolicy(3, 5, Duration.ofMinutes(1), 2, Duration.ofHours(1), List.of(rules));
  }

  private static Duration delay(
      RetryRule rule, FailureKind kind, Failures failures, double jitter) {
    var decision = policy(rule).decide(failure(kind, null), failures, jitter);
    return assertInstanceOf(RetryAfter.class, decision).delay();
  }

  private static RetryRule rule(List<ExitCodes> codes, FailureKind kind, String reason, Then then) {
    return new RetryRule(
        codes, Optional.ofNullable(kind), Optional.ofNullable(reason), then, Optional.empty());
  }

  private static RetryRule delayed(FailureKind kind, Then then, Duration delay) {
    return new RetryRule(List.of(), Optional.of(kind), Optional.empty(), then, Optional.of(delay));
  }

  private static Failure failure(Integer exitCode, String... words) {
    return failure(FailureKind.NEVER_STARTED, exitCode, words);
  }

  private static Failure failure(FailureKind kind, Integer exitCode, String... words) {
    var code = exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    return new Failure(kind, code, List.of(words));
  }
}
