package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.retry.FailureKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt of a run that ended.
 *
 * @param task the task's ARN; absent if RunTask gave none
 * @param startedAt when the task was RUNNING; absent if it never was
 * @param endedAt when its container ended, or else when the attempt was given up
 * @param kind why it failed; absent if it succeeded
 * @param exitCode the deciding container's; absent if it never ran or was lost
 * @param usage what it used that costs something, as far as ECS told
 */
public record AttemptSummary(
    int attempt,
    Optional<String> task,
    Instant launchedAt,
    Optional<Instant> startedAt,
    Instant endedAt,
    Optional<FailureKind> kind,
    OptionalInt exitCode,
    String what,
    Usage usage) {

  /** An attempt that used nothing. */
  public AttemptSummary(
      int attempt,
      Optional<String> task,
      Instant launchedAt,
      Optional<Instant> startedAt,
      Instant endedAt,
      Optional<FailureKind> kind,
      OptionalInt exitCode,
      String what) {
    this(attempt, task, launchedAt, startedAt, endedAt, kind, exitCode, what, Usage.NONE);
  }

  Document document() {
    return new Document()
        .put("attempt", attempt)
        .put("task", task)
        .put("launchedAt", launchedAt)
        .put("startedAt", startedAt)
        .put("endedAt", endedAt)
        .put("kind", kind)
        .put("exitCode", exitCode)
        .put("what", what)
        .put("usage", usage.document().fields());
  }

  static AttemptSummary read(Document d) {
    return new AttemptSummary(
        d.integer("attempt"),
        d.optionalText("task"),
        d.instant("launchedAt"),
        d.optionalInstant("startedAt"),
        d.instant("endedAt"),
        d.optionalText("kind").map(FailureKind::valueOf),
        d.optionalInteger("exitCode"),
        d.text("what"),
        d.optionalObject("usage").map(Usage::read).orElse(Usage.NONE));
  }
}
