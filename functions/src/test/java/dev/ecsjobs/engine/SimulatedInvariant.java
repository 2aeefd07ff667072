package dev.ecsjobs.engine;

import java.util.Arrays;

/** What must hold, whatever goes wrong. */
enum SimulatedInvariant {
  ONE_TASK_PER_ATTEMPT("at most one task per attempt"),
  ONE_LIVE_ATTEMPT("never two live attempts of a run"),
  ONE_LIVE_RUN("never two live runs of a job that lets one run at a time"),
  NOTHING_UNRECORDED("no task before its attempt is recorded"),
  SAME_CALL("a repeated RunTask is the same call"),
  EVERY_RUN_ENDS("every run ends"),
  WITHIN_BUDGETS("attempts within budgets"),
  TRUE_RESULT("a run succeeds only if its last task did"),
  HISTORY_IS_THE_FOLD("history equals the fold of events"),
  REASONS("every skip and stop has a reason"),
  WITHIN_LIMITS("no gate lets in more than its limit"),
  GATES_ARE_THE_RUNS("a gate tells of its runs as they are"),
  NOBODY_WAITS_IN_VAIN("nobody waits for what has come"),
  NOTHING_WHILE_PAUSED("nothing starts while its job is paused, unless by hand"),
  REPLACED_BY_THE_LATER("a run makes way for a later one only"),
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
