package dev.ecsjobs.engine;

import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Signal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The runs of an array's indexes: starts them, cancels them, looks at them, and tells the array.
 */
final class IndexRuns {
  private final Engine engine;
  private final RunStore store;
  private final LaunchLease lease;
  private final InstantSource clock;
  private final Usuals usuals;

  IndexRuns(Engine engine, RunStore store, LaunchLease lease, InstantSource clock, Usuals usuals) {
    this.engine = engine;
    this.store = store;
    this.lease = lease;
    this.clock = clock;
    this.usuals = usuals;
  }

  /** Those that are throttled are recorded, and wait. */
  List<Effect.TellArray> start(Run array, List<Integer> indexes) {
    var untold = new ArrayList<Effect.TellArray>();
    boolean othersWait = lease.isHeld(clock.instant());
    for (int index : indexes) {
      var now = clock.instant();
      var begun =
          engine.claim(array.ofIndex(index, now), new Signal.LaunchRequested(now), othersWait);
      untold.addAll(begun.untold());
      // After one that was throttled it would be in vain to call for the next.
      othersWait |= begun.throttled();
    }
    return untold;
  }

  /** One that has no run yet gets one that has ended: whoever comes to start it finds that. */
  List<Effect.TellArray> cancel(Run array, Effect.CancelIndexes cancel) {
    var untold = new ArrayList<Effect.TellArray>();
    for (int index : cancel.indexes()) {
      var now = clock.instant();
      untold.addAll(
          engine
              .claim(
                  array.ofIndex(index, now), new Signal.CancelRequested(now, cancel.why()), false)
              .untold());
    }
    return untold;
  }

  /** Which have ended, and which have no run after all. */
  Acted look(Run array, List<Integer> indexes) {
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
    return engine.handle(
        array, new Signal.IndexesSeen(now, results, missing, usuals.of(array, now)));
  }

  /** The answer is the arrays that are to be told in turn. */
  List<Effect.TellArray> tell(Effect.TellArray told) {
    try {
      return store
          .load(told.array())
          .map(
              array ->
                  engine.handle(
                      array, new Signal.IndexEnded(clock.instant(), told.index(), told.result())))
          .map(Acted::untold)
          .orElse(List.of());
    } catch (Engine.CommitConflict tooMany) {
      return List.of(); // many indexes end at once: the array looks for itself within a minute
    }
  }
}
