package dev.ecsjobs.engine;

import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Decision;
import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.Usual;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes a signal through load, decide, commit, act.
 *
 * <p>The intent is committed with a lease before anything is done. A process that dies after the
 * commit leaves a run that is due when the lease ends: the sweep then repeats the act, and ECS's
 * client token makes the repetition harmless.
 */
public final class Engine {
  private static final int MOST_CONFLICTS = 10;

  private final RunStore store;
  private final TaskLauncher launcher;
  private final LaunchLease lease;
  private final Pace pace;
  private final InstantSource clock;
  private final Consumer<Decided> watcher;
  private final IndexRuns indexes;
  private final Effects effects;

  /** One that knows nothing of earlier runs. */
  public Engine(
      RunStore store,
      TaskLauncher launcher,
      LaunchLease lease,
      Pace pace,
      InstantSource clock,
      Consumer<Decided> watcher) {
    this(store, launcher, lease, pace, clock, watcher, _ -> Optional.empty());
  }

  /**
   * The whole of it.
   *
   * @param usual how long a job's runs take
   */
  public Engine(
      RunStore store,
      TaskLauncher launcher,
      LaunchLease lease,
      Pace pace,
      InstantSource clock,
      Consumer<Decided> watcher,
      Function<JobName, Optional<Usual>> usual) {
    this.store = store;
    this.launcher = launcher;
    this.lease = lease;
    this.pace = pace;
    this.clock = clock;
    this.watcher = watcher;
    var usuals = new Usuals(usual);
    this.indexes = new IndexRuns(this, store, lease, clock, usuals);
    this.effects = new Effects(this, store, launcher, indexes, clock, usuals);
  }

  /** With nobody but itself to launch anything. */
  public Engine(
      RunStore store, TaskLauncher launcher, InstantSource clock, Consumer<Decided> watcher) {
    this(store, launcher, new InMemoryLaunchLease(), Pace.IN_TURN, clock, watcher);
  }

  /**
   * What became of a signal.
   *
   * @param told tells the reason, a sentence, to who asks
   * @param throttled whether the run met the account's launch quota and is in the {@link Backlog},
   *     which nobody may be launching
   */
  public record Handled(RunId run, Supplier<String> told, boolean throttled) {
    public Handled(RunId run, String reason) {
      this(run, () -> reason, false);
    }

    public String reason() {
      return told.get();
    }
  }

  /**
   * A schedule fired, or a run was asked for. Delivered again, it names the same run. While the
   * backlog is being launched it joins it, so that those who wait keep their turn.
   */
  public Handled launch(RunId id, Job job, Optional<Instant> scheduledTime) {
    var now = clock.instant();
    var requested = Run.requested(id, job, scheduledTime, now);
    return settled(claim(requested, new Signal.LaunchRequested(now), lease.isHeld(now)));
  }

  /**
   * A schedule was due and no run came of it, which is recorded; unless there is one after all.
   *
   * @param why a sentence
   */
  Handled miss(RunId id, Job job, Instant scheduledTime, String why) {
    var now = clock.instant();
    var requested = Run.requested(id, job, Optional.of(scheduledTime), now);
    return settled(claim(requested, new Signal.FireMissed(now, why), false));
  }

  Handled settled(Acted acted) {
    var untold = new ArrayDeque<>(acted.untold());
    while (!untold.isEmpty()) {
      untold.addAll(indexes.tell(untold.poll()));
    }
    return new Handled(acted.run(), acted.reason(), acted.throttled());
  }

  Acted claim(Run requested, Signal first, boolean othersWait) {
    var signal = first;
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      var decided = requested.decide(signal);
      var decision = othersWait ? decided.behindOthers(requested, signal.at()) : decided;
      var run = requested.apply(decision.events());
      switch (store.claim(run)) {
        case RunStore.Claim.Claimed _ -> {
          return perform(run, signal, decision);
        }
        case RunStore.Claim.Taken taken -> {
          return handle(taken.run(), first);
        }
        case RunStore.Claim.Blocked blocked ->
            signal = new Signal.LaunchBlocked(first.at(), blocked.gate(), blocked.line());
        case RunStore.Claim.Paused paused ->
            signal = new Signal.LaunchPaused(first.at(), paused.pause());
      }
    }
    throw new CommitConflict(requested.id(), first);
  }

  /** Something happened to a run. */
  public Handled handle(RunId id, Signal signal) {
    return store
        .load(id)
        .map(run -> settled(handle(run, signal)))
        .orElseGet(
            () -> new Handled(id, "No run " + id + " is recorded; it may have expired by now."));
  }

  Acted handle(Run read, Signal first) {
    var run = read;
    var signal = first;
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      var decision = run.decide(signal);
      var after = run.apply(decision.events());
      if (decision.events().isEmpty()) {
        return perform(run, signal, decision);
      }
      switch (store.commit(run, after)) {
        case RunStore.Commit.Committed _ -> {
          return perform(after, signal, decision);
        }
        case RunStore.Commit.Changed _ -> {
          run = store.load(run.id()).orElseThrow();
          signal = first;
        }
        case RunStore.Commit.Blocked blocked ->
            signal = new Signal.LaunchBlocked(first.at(), blocked.gate(), blocked.line());
        case RunStore.Commit.Paused paused ->
            signal = new Signal.LaunchPaused(first.at(), paused.pause());
      }
    }
    throw new CommitConflict(read.id(), first);
  }

  private Acted perform(Run run, Signal signal, Decision decision) {
    watcher.accept(new Decided(run, signal, decision));
    return effects.perform(run, decision);
  }

  /**
   * ECS has said how a task is.
   *
   * @param asked when it was asked: what it did not know then it may know by now
   */
  Handled looked(Run run, Effect.LookAtTask look, TaskStatus status, Instant asked) {
    return settled(effects.looked(run, look, status, asked));
  }

  /**
   * Does everything that is due: retries, limits, repeated launches, and a look at tasks whose
   * events did not come. It goes page by page and ends, between two runs, when the given time has
   * come; what is left is found by the next sweep. One run's failure does not keep the others
   * waiting; it is thrown at the end.
   */
  public List<Handled> sweep(Instant until) {
    return new Sweep(this, store, launcher, pace, clock, until).run();
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
