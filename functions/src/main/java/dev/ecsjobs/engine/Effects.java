package dev.ecsjobs.engine;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.run.Decision;
import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.run.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Does what was decided and committed; what comes of it is a signal to the engine again.
 *
 * <p>If the process dies anywhere in here, the run's {@code dueAt} brings the sweep back to it.
 */
final class Effects {
  private final Engine engine;
  private final RunStore store;
  private final TaskLauncher launcher;
  private final IndexRuns indexes;
  private final InstantSource clock;
  private final Usuals usuals;

  Effects(
      Engine engine,
      RunStore store,
      TaskLauncher launcher,
      IndexRuns indexes,
      InstantSource clock,
      Usuals usuals) {
    this.engine = engine;
    this.store = store;
    this.launcher = launcher;
    this.indexes = indexes;
    this.clock = clock;
    this.usuals = usuals;
  }

  Acted perform(Run run, Decision decision) {
    var acted = new Acted(run.id(), decision::reason);
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
            case Effect.StartIndexes start -> acted.and(indexes.start(run, start.indexes()));
            case Effect.CancelIndexes cancel -> acted.and(indexes.cancel(run, cancel));
            case Effect.LookAtIndexes look -> acted.then(indexes.look(run, look.indexes()));
            case Effect.TellArray tell -> acted.and(List.of(tell));
          };
    }
    return acted;
  }

  private Acted start(Run run, int attempt) {
    var answer = launcher.launch(run, attempt);
    var now = clock.instant();
    return switch (answer) {
      case LaunchAnswer.Accepted accepted ->
          engine.handle(run, new Signal.LaunchAccepted(now, attempt, accepted.task()));
      case LaunchAnswer.Refused refused ->
          engine.handle(
              run,
              new Signal.LaunchRefused(
                  now, attempt, refused.kind(), refused.what(), refused.fix()));
      case LaunchAnswer.Deferred deferred -> {
        var handled =
            engine.handle(
                run, new Signal.LaunchDeferred(now, attempt, deferred.delay(), deferred.why()));
        yield new Acted(
            handled.run(), handled.reason(), deferred.delay().isZero(), handled.untold());
      }
      case LaunchAnswer.NoAnswer none ->
          new Acted(
              run.id(),
              () ->
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
          engine.handle(
              run,
              new Signal.TaskSeen(
                  now, attempt, look.task(), alive.startedAt(), usuals.of(run, now)));
      case TaskStatus.Stopped stopped ->
          engine.handle(run, new Signal.TaskStopped(now, attempt, stopped.task()));
      case TaskStatus.Settled settled ->
          engine.handle(
              run, new Signal.ServiceSettled(now, attempt, look.task(), settled.outcome()));
      case TaskStatus.NotFound _ ->
          engine.handle(run, new Signal.TaskNotFound(asked, attempt, look.task()));
      case TaskStatus.NoAnswer none ->
          new Acted(run.id(), () -> none.why() + " ECS is asked again at the next sweep.");
    };
  }

  private Acted awaited(Run run, Effect.LookAtRuns look) {
    var results = new LinkedHashMap<RunId, Optional<RunResult>>();
    for (var id : look.runs()) {
      results.put(id, store.load(id).flatMap(Run::finished).map(RunState.Finished::result));
    }
    return engine.handle(run, new Signal.AwaitedSeen(clock.instant(), results));
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
    return store.load(id).map(run -> engine.handle(run, signal).untold()).orElse(List.of());
  }
}
