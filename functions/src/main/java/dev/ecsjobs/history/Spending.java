package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.retry.FailureKind;
import java.util.Optional;

/**
 * What attempts used, and how much of it in vain.
 *
 * @param used by all attempts
 * @param failures of it, by attempts that failed, but for those that ran into a time limit
 * @param overruns of it, by attempts that ran into a time limit
 */
public record Spending(Usage used, Usage failures, Usage overruns) {
  public static final Spending NONE = new Spending(Usage.NONE, Usage.NONE, Usage.NONE);

  Spending plus(AttemptSummary attempt) {
    boolean overran = attempt.kind().equals(Optional.of(FailureKind.TIMED_OUT));
    boolean failed = attempt.kind().isPresent() && !overran;
    return plus(
        new Spending(
            attempt.usage(),
            failed ? attempt.usage() : Usage.NONE,
            overran ? attempt.usage() : Usage.NONE));
  }

  /** Both together. */
  public Spending plus(Spending other) {
    return new Spending(
        used.plus(other.used), failures.plus(other.failures), overruns.plus(other.overruns));
  }

  /** All that was used in vain. */
  public Usage wasted() {
    return failures.plus(overruns);
  }

  Document document() {
    return new Document()
        .put("used", used.document().fields())
        .put("failures", failures.document().fields())
        .put("overruns", overruns.document().fields());
  }

  static Spending read(Document d) {
    return new Spending(usage(d, "used"), usage(d, "failures"), usage(d, "overruns"));
  }

  private static Usage usage(Document d, String name) {
    return d.optionalObject(name).map(Usage::read).orElse(Usage.NONE);
  }
}
