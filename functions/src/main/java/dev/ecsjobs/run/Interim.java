package dev.ecsjobs.run;

import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import java.util.Optional;

/** What is told of a run while it goes on. */
public final class Interim {
  private Interim() {}

  /** Whether what happened in between is to be told; the run's end is told in any case. */
  public static boolean isBetween(Run before, Run after) {
    return after.finished().isEmpty()
        && after.timeline().reversed().stream()
            .limit(after.version() - before.version())
            .anyMatch(event -> isTold(after, event));
  }

  /** The latest of it. */
  public static Optional<RunEvent> latestOf(Run run) {
    return run.timeline().reversed().stream().filter(event -> isTold(run, event)).findFirst();
  }

  private static boolean isTold(Run run, RunEvent event) {
    return event instanceof LongRunningSeen
        || (event instanceof RetryScheduled && run.job().notification().retrying());
  }
}
