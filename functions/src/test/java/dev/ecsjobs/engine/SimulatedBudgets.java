package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.SimulatedInvariant.WITHIN_BUDGETS;

import dev.ecsjobs.retry.Budget;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts a run's attempts anew, in other words than the policy's. */
final class SimulatedBudgets {
  private SimulatedBudgets() {}

  static void check(Run run) {
    var ended = new ArrayList<AttemptEnded>();
    int launched = 0;
    for (var event : run.timeline()) {
      switch (event) {
        case AttemptEnded end -> ended.add(end);
        case AttemptLaunching launching -> {
          WITHIN_BUDGETS.violatedIf(
              launching.attempt() != launched && launching.attempt() != launched + 1, event, run);
          launched = launching.attempt();
        }
        default -> {} // nothing else is an attempt
      }
    }
    var retry = run.job().retry();
    WITHIN_BUDGETS.violatedIf(ended.size() > launched || launched > 200, run);
    WITHIN_BUDGETS.violatedIf(count(run, ended, Budget.APPLICATION) > retry.maxAttempts(), run);
    WITHIN_BUDGETS.violatedIf(
        count(run, ended, Budget.PLATFORM) > retry.infrastructureAttempts(), run);
    WITHIN_BUDGETS.violatedIf(count(run, ended, Budget.NONE) > 1, run);
  }

  private static long count(Run run, List<AttemptEnded> ended, Budget budget) {
    return ended.stream()
        .filter(end -> end.outcome() instanceof Failed f && f.kind().budget() == budget)
        .filter(end -> !isIgnored(run, (Failed) end.outcome()))
        .count();
  }

  /** As the drawn rules have it: interruptions, and refusals for want of capacity. */
  private static boolean isIgnored(Run run, Failed failed) {
    return run.job().retry().rules().stream()
        .filter(rule -> rule.then() == RetryRule.Then.IGNORE)
        .anyMatch(
            rule ->
                rule.kind().isPresent()
                    ? failed.kind() == FailureKind.INTERRUPTED
                    : failed.kind() == FailureKind.REFUSED
                        && failed.what().toLowerCase(Locale.ROOT).contains("capacity"));
  }
}
