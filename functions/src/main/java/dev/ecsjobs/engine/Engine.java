package dev.ecsjobs.engine;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.run.Decision;
import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes a signal through load, decide, commit, act.
 *
 * <p>The intent is committed with a lease before anything is done. A process that dies after the
 * commit leaves a run that is due when the lease ends: the sweep then repeats the act, and ECS's
 * client token makes the repetition harmless.
 */
public final class Engine {
  private static final int MOST_CONFLICTS = 10;
  private static final int RUNS_A_SWEEP = 500;

  private final RunStore store;
  private final TaskLauncher launcher;
  private final InstantSource clock;
  private final Consumer<Decided> watcher;

  public Engine(
      RunStore store, TaskLauncher launcher, InstantSource clock, Consumer<Decided> watcher) {
    this.store = store;
    this.launcher = launcher;
    this.clock = clock;
    this.watcher = watcher;
  }

  /** What became of a signal. */
  public record Handled(RunId run, String reason) {}

  /** A schedule fired, or a run was asked for. Delivered again, it names the same run. */
  public Handled launch(RunId id, Job job, Optional<Instant> scheduledTime) {
    var now = clock.instant();
    var requested = Run.requested(id, job, scheduledTime, now);
    return claim(requested, new Signal.LaunchRequested(now));
  }

  private Handled claim(Run requested, Signal signal) {
    var decision = requested.decide(signal);
    var run = requested.apply(decision.events());
    return switch (store.claim(run)) {
      case RunStore.Claim.Claimed _ -> perform(run, signal, decision);
      case RunStore.Claim.Taken taken -> handle(taken.run(), signal);
      case RunStore.Claim.Blocked blocked ->
          claim(requested, new Signal.LaunchBlocked(signal.at(), blocked.by()));
    };
  }

  /** Something happened to a run. */
  public Handled handle(RunId id, Signal signal) {
    return store
        .load(id)
        .map(run -> handle(run, signal))
        .orElseGet(
            () -> new Handled(id, "No run " + id + " is recorded; it may have expired by now."));
  }

  private Handled handle(Run read, Signal signal) {
    var run = read;
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      var decision = run.decide(signal);
      var after = run.apply(decision.events());
      if (decision.events().isEmpty() || store.commit(run, after)) {
        return perform(after, signal, decision);
      }
      run = store.load(run.id()).orElseThrow();
    }
    throw new CommitConflict(read.id(), signal);
  }

  /** If the process dies anywhere in here, the run's {@code dueAt} brings the sweep back to it. */
  private Handled perform(Run run, Signal signal, Decision decision) {
    watcher.accept(new Decided(run, signal, decision));
    var handled = new Handled(run.id(), decision.reason());
    for (var effect : decision.effects()) {
      handled =
          switch (effect) {
            case Effect.StartTask start -> start(run, start.attempt());
            case Effect.StopTask stop -> {
              launcher.stop(stop.task(), stop.reason());
              yield handled;
            }
            case Effect.LookAtTask look -> look(run, look.attempt(), look.task());
          };
    }
    return handled;
  }

  private Handled start(Run run, int attempt) {
    return switch (launcher.launch(run, attempt)) {
      case LaunchAnswer.Accepted accepted ->
          handle(run, new Signal.LaunchAccepted(clock.instant(), attempt, accepted.task()));
      case LaunchAnswer.Refused refused ->
          handle(
              run,
              new Signal.LaunchRefused(clock.instant(), attempt, refused.kind(), refused.what()));
      case LaunchAnswer.NoAnswer none ->
          new Handled(
              run.id(),
              "Attempt %d: %s The same call is made again after %s."
                  .formatted(attempt, none.why(), run.dueAt().orElseThrow()));
    };
  }

  private Handled look(Run run, int attempt, String task) {
    var status = launcher.look(task);
    var now = clock.instant();
    return switch (status) {
      case TaskStatus.Alive alive ->
          handle(run, new Signal.TaskSeen(now, attempt, task, alive.startedAt()));
      case TaskStatus.Stopped stopped ->
          handle(run, new Signal.TaskStopped(now, attempt, stopped.task()));
      case TaskStatus.NotFound _ -> handle(run, new Signal.TaskNotFound(now, attempt, task));
      case TaskStatus.NoAnswer none ->
          new Handled(run.id(), none.why() + " ECS is asked again at the next sweep.");
    };
  }

  /**
   * Does everything that is due: retries, limits, repeated launches, and a look at tasks whose
   * events did not come. One run's failure does not keep the others waiting; it is thrown at the
   * end.
   */
  public List<Handled> sweep() {
    var handled = new ArrayList<Handled>();
    SweepFailed failed = null;
    for (var id : store.due(clock.instant(), RUNS_A_SWEEP)) {
      try {
        handled.add(handle(id, new Signal.Due(clock.instant())));
      } catch (RuntimeException e) {
        failed = failed == null ? new SweepFailed(id) : failed;
        failed.addSuppressed(e);
      }
    }
    if (failed != null) {
      throw failed;
    }
    return handled;
  }

  /** Too many writers at once; whoever sent the signal sends it again. */
  public static final class CommitConflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommitConflict(RunId run, Signal signal) {
      super("Run %s changed %d times while deciding on %s".formatted(run, MOST_CONFLICTS, signal));
    }
  }

  /** At least one due run could not be handled; the next sweep tries again. */
  public static final class SweepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    SweepFailed(RunId first) {
      super("Run " + first + ", at least, could not be swept; it is tried again by the next sweep");
    }
  }
}
