package dev.ecsjobs.engine;

import dev.ecsjobs.engine.Engine.Handled;
import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** One sweep, page by page, until nothing is due or its time has come. */
final class Sweep {
  private static final int RUNS_A_PAGE = 100;

  private final Engine engine;
  private final RunStore store;
  private final TaskLauncher launcher;
  private final Pace pace;
  private final InstantSource clock;
  private final Instant until;
  private final List<Handled> handled = new ArrayList<>();
  private final Set<RunId> seen = new HashSet<>();
  private Engine.SweepFailed failed;

  Sweep(
      Engine engine,
      RunStore store,
      TaskLauncher launcher,
      Pace pace,
      InstantSource clock,
      Instant until) {
    this.engine = engine;
    this.store = store;
    this.launcher = launcher;
    this.pace = pace;
    this.clock = clock;
    this.until = until;
  }

  List<Handled> run() {
    while (isInTime() && page()) {
      // page by page
    }
    if (failed != null) {
      throw failed;
    }
    return handled;
  }

  private boolean isInTime() {
    return clock.instant().isBefore(until);
  }

  /** False if there is nothing more that this sweep has not seen. */
  private boolean page() {
    var due = new ArrayList<>(store.due(clock.instant(), RUNS_A_PAGE));
    due.removeIf(id -> !seen.add(id));
    if (due.isEmpty()) {
      return false;
    }
    var looks = new LinkedHashMap<Effect.LookAtTask, Run>();
    var acts = new ArrayDeque<Run>();
    for (var id : due) {
      if (isInTime()) {
        trying(id, () -> sort(id, looks, acts));
      }
    }
    // Retries that are due together are launches like any others: at the account's pace.
    if (!acts.isEmpty()) {
      pace.each(() -> nextInTime(acts), run -> trying(run.id(), () -> handle(run)));
    }
    if (!looks.isEmpty()) {
      look(looks);
    }
    return true;
  }

  /** Looks are put together: one call tells of a hundred tasks. */
  private void sort(RunId id, Map<Effect.LookAtTask, Run> looks, Queue<Run> acts) {
    var run = store.load(id);
    if (run.isEmpty()) {
      return; // expired meanwhile
    }
    var effects = run.get().decide(new Signal.Due(clock.instant())).effects();
    if (effects.size() == 1 && effects.getFirst() instanceof Effect.LookAtTask look) {
      looks.put(look, run.get());
    } else {
      acts.add(run.get());
    }
  }

  private Optional<Run> nextInTime(Queue<Run> acts) {
    return isInTime() ? Optional.ofNullable(acts.poll()) : Optional.empty();
  }

  private void handle(Run run) {
    add(engine.settled(engine.handle(run, new Signal.Due(clock.instant()))));
  }

  private void look(Map<Effect.LookAtTask, Run> looks) {
    var tasks = looks.keySet().stream().map(Effect.LookAtTask::task).toList();
    var asked = clock.instant();
    var statuses = launcher.look(tasks);
    looks.forEach(
        (look, run) ->
            trying(
                run.id(), () -> add(engine.looked(run, look, statuses.get(look.task()), asked))));
  }

  private synchronized void add(Handled one) {
    handled.add(one);
  }

  private void trying(RunId id, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      fail(id, e);
    }
  }

  private synchronized void fail(RunId id, RuntimeException e) {
    failed = failed == null ? new Engine.SweepFailed(id) : failed;
    failed.addSuppressed(e);
  }
}
