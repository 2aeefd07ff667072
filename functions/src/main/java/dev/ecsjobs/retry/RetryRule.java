package dev.ecsjobs.retry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An exception to the rule: what to do about certain exit codes or a certain kind of failure.
 *
 * @param exitCodes matches any of these; empty matches every failure
 * @param kind matches this kind; empty matches every kind
 */
public record RetryRule(List<Integer> exitCodes, Optional<FailureKind> kind, Then then) {

  /** What a matching rule says. */
  public enum Then {
    RETRY,
    FAIL
  }

  public RetryRule {
    exitCodes = List.copyOf(exitCodes);
    if (exitCodes.isEmpty() && kind.isEmpty()) {
      throw new IllegalArgumentException("a rule needs exitCodes or a kind");
    }
  }

  boolean matches(FailureKind failure, OptionalInt exitCode) {
    return kind.map(k -> k == failure).orElse(true)
        && (exitCodes.isEmpty()
            || (exitCode.isPresent() && exitCodes.contains(exitCode.getAsInt())));
  }
}
