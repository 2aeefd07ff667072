package dev.ecsjobs.retry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An exception to the rule: what to do about certain exit codes, a certain kind of failure, or
 * certain words of ECS. What is absent matches everything.
 *
 * @param reason matches ECS's words, in any case; {@code *} stands for any text
 * @param delay instead of the policy's own delay
 */
public record RetryRule(
    List<ExitCodes> exitCodes,
    Optional<FailureKind> kind,
    Optional<String> reason,
    Then then,
    Optional<Duration> delay) {

  /** What a matching rule says. */
  public enum Then {
    /** Retried, within its budget. */
    RETRY,
    /** The run has failed. */
    FAIL,
    /** Retried, and counted against no budget. */
    IGNORE
  }

  public RetryRule {
    exitCodes = List.copyOf(exitCodes);
    if (exitCodes.isEmpty() && kind.isEmpty() && reason.isEmpty()) {
      throw new IllegalArgumentException("a rule needs exitCodes, a kind or a reason");
    }
  }

  /** A rule on exit codes, a kind, or both. */
  public static RetryRule of(List<Integer> exitCodes, Optional<FailureKind> kind, Then then) {
    return new RetryRule(
        exitCodes.stream().map(ExitCodes::of).toList(),
        kind,
        Optional.empty(),
        then,
        Optional.empty());
  }

  boolean matches(Failure failure) {
    return kind.map(k -> k == failure.kind()).orElse(true)
        && (exitCodes.isEmpty() || matchesExitCode(failure))
        && reason
            .map(wording -> failure.words().stream().anyMatch(new Wording(wording)::matches))
            .orElse(true);
  }

  private boolean matchesExitCode(Failure failure) {
    return failure.exitCode().isPresent()
        && exitCodes.stream().anyMatch(codes -> codes.contains(failure.exitCode().getAsInt()));
  }
}
