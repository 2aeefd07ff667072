package dev.ecsjobs.engine;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Decision;
import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.Usual;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

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
  private final Usuals usuals;

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
    this.usuals = new Usuals(usual);
  }

  /** With nobody but itself to launch anything. */
  public Engine(
      RunStore store, TaskLauncher launcher, InstantSource clock, Consumer<Decided> watcher) {
    this(store, launcher, new InMemoryLaunchLease(), Pace.IN_TURN, clock, watcher);
  }

  /**
   * What became of a signal.
   *
   * @param throttled whether the run met the account's launch quota and is in the {@link Backlog},
   *     which nobody may be launching
   */
  public record Handled(RunId run, String reason, boolean throttled) {
    public Handled(RunId run, String reason) {
      this(run, reason, false);
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

  /**
   * What came of a signal, and the arrays that have not been told yet of indexes that ended by it.
   *
   * <p>They are told at the end, one after the other: an index that ends at once brings the next
   * one to begin, and a thousand of these must not be a thousand calls deep.
   */
  record Acted(RunId run, String reason, boolean throttled, List<Effect.TellArray> untold) {
    Acted(RunId run, String reason) {
      this(run, reason, false, List.of());
    }

    /** What came of an effect is the last word about the signal. */
    Acted then(Acted effect) {
      return new Acted(
          effect.run, effect.reason, throttled || effect.throttled, and(effect.untold).untold);
    }

    Acted and(List<Effect.TellArray> more) {
      return new Acted(
          run, reason, throttled, Stream.concat(untold.stream(), more.stream()).toList());
    }
  }

  Handled settled(Acted acted) {
    var untold = new ArrayDeque<>(acted.untold());
    while (!untold.isEmpty()) {
      untold.addAll(tell(untold.poll()));
    }
    return new Handled(acted.run(), acted.reason(), acted.throttled());
  }

  private List<Effect.TellArray> tell(Effect.TellArray told) {
    try {
      return store
          .load(told.array())
          .map(
              array ->
                  handle(
                      array, new Signal.IndexEnded(clock.instant(), told.index(), told.result())))
          .map(Acted::untold)
          .orElse(List.of());
    } catch (CommitConflict tooMany) {
      return List.of(); // many indexes end at once: the array looks for itself within a minute
    }
  }

  private Acted claim(Run requested, Signal first, boolean othersWait) {
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

  /** If the process dies anywhere in here, the run's {@code dueAt} brings the sweep back to it. */
  private Acted perform(Run run, Signal signal, Decision decision) {
    watcher.accept(new Decided(run, signal, decision));
    var acted = new Acted(run.id(), decision.reason());
    for (var effect : decision.effects()) {
      acted =
          switch (effect) {
            case Effect.StartTask start -> acted.then(start(run, start.attempt()));
            case Effect.StopTask stop -> {
              launcher.stop(stop.task(), stop.reason());
              yield acted;
            }
            case Effect.LookAtTask look -> {
              var asked = clock.instant();
              var status = launcher.look(List.of(look.task()));
              yield acted.then(looked(run, look, status.get(look.task()), asked));
            }
            case Effect.LookAtRuns look -> acted.then(awaited(run, look));
            case Effect.OpenGate open -> acted.and(open(open.gate()));
            case Effect.Displace displace -> acted.and(displace(run.id(), displace.gate()));
            case Effect.StartIndexes start -> acted.and(startIndexes(run, start.indexes()));
            case Effect.CancelIndexes cancel -> acted.and(cancelIndexes(run, cancel));
            case Effect.LookAtIndexes look -> acted.then(indexesSeen(run, look.indexes()));
            case Effect.TellArray tell -> acted.and(List.of(tell));
          };
    }
    return acted;
  }

  /** Those who wait come in, one after the other, while there is room. */
  private List<Effect.TellArray> open(Gate gate) {
    var untold = new ArrayList<Effect.TellArray>();
    var tried = new HashSet<RunId>();
    var line = store.line(gate);
    while (line.hasRoom(gate)
        && !line.waiting().isEmpty()
        && tried.add(line.waiting().getFirst())) {
      untold.addAll(told(line.waiting().getFirst(), new Signal.TurnCame(clock.instant())));
      line = store.line(gate);
    }
    return untold;
  }

  private List<Effect.TellArray> displace(RunId run, Gate gate) {
    var line = store.line(gate);
    if (!line.waiting().contains(run)) {
      return List.of(); // it has gone in since, or makes way itself: then those who wait came later
    }
    var earlier = new ArrayList<>(line.active());
    earlier.addAll(line.waiting().stream().takeWhile(other -> !other.equals(run)).toList());
    var cancel = new Signal.CancelRequested(clock.instant(), "it is replaced by run " + run);
    return earlier.stream().flatMap(other -> told(other, cancel).stream()).toList();
  }

  /** Tells one run; the answer is the arrays that are to be told in turn. */
  private List<Effect.TellArray> told(RunId id, Signal signal) {
    return store.load(id).map(run -> handle(run, signal).untold()).orElse(List.of());
  }

  private List<Effect.TellArray> startIndexes(Run array, List<Integer> indexes) {
    var untold = new ArrayList<Effect.TellArray>();
    boolean othersWait = lease.isHeld(clock.instant());
    for (int index : indexes) {
      var now = clock.instant();
      var begun = claim(array.ofIndex(index, now), new Signal.LaunchRequested(now), othersWait);
      untold.addAll(begun.untold());
      // After one that was throttled it would be in vain to call for the next.
      othersWait |= begun.throttled();
    }
    return untold;
  }

  /** One that has no run yet gets one that has ended: whoever comes to start it finds that. */
  private List<Effect.TellArray> cancelIndexes(Run array, Effect.CancelIndexes cancel) {
    var untold = new ArrayList<Effect.TellArray>();
    for (int index : cancel.indexes()) {
      var now = clock.instant();
      untold.addAll(
          claim(array.ofIndex(index, now), new Signal.CancelRequested(now, cancel.why()), false)
              .untold());
    }
    return untold;
  }

  private Acted indexesSeen(Run array, List<Integer> indexes) {
    var results = new HashMap<Integer, RunResult>();
    var missing = new ArrayList<Integer>();
    for (int index : indexes) {
      store
          .load(array.id().ofIndex(index))
          .ifPresentOrElse(
              run -> run.finished().ifPresent(end -> results.put(index, end.result())),
              () -> missing.add(index));
    }
    var now = clock.instant();
    return handle(array, new Signal.IndexesSeen(now, results, missing, usuals.of(array, now)));
  }

  private Acted awaited(Run run, Effect.LookAtRuns look) {
    var results = new LinkedHashMap<RunId, Optional<RunResult>>();
    for (var id : look.runs()) {
      results.put(id, store.load(id).flatMap(Run::finished).map(RunState.Finished::result));
    }
    return handle(run, new Signal.AwaitedSeen(clock.instant(), results));
  }

  private Acted start(Run run, int attempt) {
    var answer = launcher.launch(run, attempt);
    var now = clock.instant();
    return switch (answer) {
      case LaunchAnswer.Accepted accepted ->
          handle(run, new Signal.LaunchAccepted(now, attempt, accepted.task()));
      case LaunchAnswer.Refused refused ->
          handle(
              run,
              new Signal.LaunchRefused(
                  now, attempt, refused.kind(), refused.what(), refused.fix()));
      case LaunchAnswer.Deferred deferred -> {
        var handled =
            handle(run, new Signal.LaunchDeferred(now, attempt, deferred.delay(), deferred.why()));
        yield new Acted(
            handled.run(), handled.reason(), deferred.delay().isZero(), handled.untold());
      }
      case LaunchAnswer.NoAnswer none ->
          new Acted(
              run.id(),
              "Attempt %d: %s The same call is made again after %s."
                  .formatted(attempt, none.why(), run.dueAt().orElseThrow()));
    };
  }

  /**
   * @param asked when ECS was asked: what it did not know then it may know by now
   */
  Acted looked(Run run, Effect.LookAtTask look, TaskStatus status, Instant asked) {
    var now = clock.instant();
    int attempt = look.attempt();
    return switch (status) {
      case TaskStatus.Alive alive ->
          handle(
              run,
              new Signal.TaskSeen(
                  now, attempt, look.task(), alive.startedAt(), usuals.of(run, now)));
      case TaskStatus.Stopped stopped ->
          handle(run, new Signal.TaskStopped(now, attempt, stopped.task()));
      case TaskStatus.Settled settled ->
          handle(run, new Signal.ServiceSettled(now, attempt, look.task(), settled.outcome()));
      case TaskStatus.NotFound _ ->
          handle(run, new Signal.TaskNotFound(asked, attempt, look.task()));
      case TaskStatus.NoAnswer none ->
          new Acted(run.id(), none.why() + " ECS is asked again at the next sweep.");
    };
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
