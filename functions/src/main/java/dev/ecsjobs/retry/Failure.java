package dev.ecsjobs.retry;

import java.util.List;
import java.util.OptionalInt;

/**
 * A failed attempt, as far as it matters for whether to retry.
 *
 * @param exitCode the deciding container's; absent if it never ran or was lost
 * @param words what ECS said, verbatim: stopped reason, container reason, RunTask's refusal
 */
public record Failure(FailureKind kind, OptionalInt exitCode, List<String> words) {
  public Failure {
    words = List.copyOf(words);
  }
}
