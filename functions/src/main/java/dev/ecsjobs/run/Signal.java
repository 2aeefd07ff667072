package dev.ecsjobs.run;

import dev.ecsjobs.job.Pause;
import dev.ecsjobs.retry.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something happened outside. Signals may come twice, late, out of order, or never. */
public sealed interface Signal {
  /** When it was received here. */
  Instant at();

  /** A signal about one attempt. */
  sealed interface OfAttempt extends Signal {
    int attempt();
  }

  /** The schedule fired, or somebody asked for a run. */
  record LaunchRequested(Instant at) implements Signal {}

  /**
   * The schedule was due, and nothing came of it until it was too late.
   *
   * @param why a sentence
   */
  record FireMissed(Instant at, String why) implements OfAdmission {}

  /** A signal on the way to the first launch. */
  sealed interface OfAdmission extends Signal {}

  /** The run may not pass the gate: others are before it. */
  record LaunchBlocked(Instant at, Gate gate, Line line) implements OfAdmission {}

  /** The run may not start: its job is paused. */
  record LaunchPaused(Instant at, Pause pause) implements OfAdmission {}

  /**
   * There is room at the gate the run waits at, or a launch to be had, and it is the first in line.
   */
  record TurnCame(Instant at) implements OfAdmission {}

  /**
   * The runs it follows were looked at.
   *
   * @param results how each ended; empty for one that has not, or is not recorded
   */
  record AwaitedSeen(Instant at, Map<RunId, Optional<RunResult>> results) implements OfAdmission {}

  /** RunTask answered with a task. */
  record LaunchAccepted(Instant at, int attempt, String task) implements OfAttempt {}

  /** RunTask answered that there will be no task. */
  record LaunchRefused(Instant at, int attempt, FailureKind kind, String what, Optional<String> fix)
      implements OfAttempt {

    public LaunchRefused(Instant at, int attempt, FailureKind kind, String what) {
      this(at, attempt, kind, what, Optional.empty());
    }
  }

  /**
   * RunTask cannot be had just now; nothing was started and nothing is used up.
   *
   * @param delay zero if the run waits for its turn, and not for a time
   */
  record LaunchDeferred(Instant at, int attempt, Duration delay, String why) implements OfAttempt {}

  /** ECS says that the task is RUNNING. */
  record TaskStarted(Instant at, int attempt, String task, Instant startedAt)
      implements OfAttempt {}

  /** ECS says that the task has STOPPED. */
  record TaskStopped(Instant at, int attempt, StoppedTask stopped) implements OfAttempt {}

  /**
   * Asked, ECS says that the task has not stopped.
   *
   * @param usual how long the job's runs take, if that is of use
   */
  record TaskSeen(
      Instant at, int attempt, String task, Optional<Instant> startedAt, Optional<Usual> usual)
      implements OfAttempt {

    public TaskSeen(Instant at, int attempt, String task, Optional<Instant> startedAt) {
      this(at, attempt, task, startedAt, Optional.empty());
    }
  }

  /** Asked, ECS says that it knows no such task. */
  record TaskNotFound(Instant at, int attempt, String task) implements OfAttempt {}

  /** Asked, ECS says that the service's deployment has succeeded or failed. */
  record ServiceSettled(Instant at, int attempt, String deployment, Outcome outcome)
      implements OfAttempt {}

  /** A signal about the indexes of an array. */
  sealed interface OfArray extends Signal {}

  /** The run of an index has ended. */
  record IndexEnded(Instant at, int index, RunResult result) implements OfArray {}

  /**
   * The runs of the indexes under way were looked at.
   *
   * @param results how each ended; absent for one that has not
   * @param missing those of which no run is recorded
   * @param usual how long the job's runs take, where that is known and of use
   */
  record IndexesSeen(
      Instant at, Map<Integer, RunResult> results, List<Integer> missing, Optional<Usual> usual)
      implements OfArray {
    public IndexesSeen {
      results = Map.copyOf(results);
      missing = List.copyOf(missing);
    }
  }

  /**
   * A person wants the run to end.
   *
   * @param why a clause, such as "somebody asked for it: wrong day"
   */
  record CancelRequested(Instant at, String why) implements Signal {}

  /** Something about the run is due. */
  record Due(Instant at) implements Signal {}
}
