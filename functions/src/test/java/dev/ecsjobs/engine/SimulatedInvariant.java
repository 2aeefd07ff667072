package dev.ecsjobs.engine;

import java.util.Arrays;

/** What must hold, whatever goes wrong. */
enum SimulatedInvariant {
  ONE_TASK_PER_ATTEMPT("at most one task per attempt"),
  ONE_LIVE_ATTEMPT("never two live attempts of a run"),
  ONE_LIVE_RUN("never two live runs of a job that forbids it"),
  NOTHING_UNRECORDED("no task before its attempt is recorded"),
  SAME_CALL("a repeated RunTask is the same call"),
  EVERY_RUN_ENDS("every run ends"),
  WITHIN_BUDGETS("attempts within budgets"),
  TRUE_RESULT("a run succeeds only if its last task did"),
  HISTORY_IS_THE_FOLD("history equals the fold of events"),
  REASONS("every skip and stop has a reason"),
  NOTHING_UNEXPECTED("nothing fails but what was made to fail");

  private final String words;

  SimulatedInvariant(String words) {
    this.words = words;
  }

  void violatedIf(boolean violated, Object... evidence) {
    if (violated) {
      throw new Violation(this, evidence);
    }
  }

  @Override
  public String toString() {
    return words;
  }

  /** It did not hold. */
  static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;
    private final SimulatedInvariant invariant;

    Violation(SimulatedInvariant invariant, Object... evidence) {
      super("\"" + invariant + "\" is violated: " + Arrays.toString(evidence));
      this.invariant = invariant;
    }

    SimulatedInvariant invariant() {
      return invariant;
    }
  }
}
