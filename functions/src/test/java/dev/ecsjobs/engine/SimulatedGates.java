package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.SimulatedInvariant.GATES_ARE_THE_RUNS;
import static dev.ecsjobs.engine.SimulatedInvariant.NOBODY_WAITS_IN_VAIN;
import static dev.ecsjobs.engine.SimulatedInvariant.NOTHING_WHILE_PAUSED;
import static dev.ecsjobs.engine.SimulatedInvariant.REPLACED_BY_THE_LATER;
import static dev.ecsjobs.engine.SimulatedInvariant.WITHIN_LIMITS;

import dev.ecsjobs.job.Admission.Group;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What is promised of gates, pauses and runs that follow, checked from the runs as they are. */
final class SimulatedGates {
  /** Those who wait are looked at every five minutes, and the sweep comes every minute. */
  private static final int MOST_MINUTES = 8;

  private static final Pattern REPLACED = Pattern.compile("It is replaced by run (\\S+)\\.");

  private final SimulatedStore store;
  private final List<RunId> inOrderOfComing = new ArrayList<>();
  private final Set<RunId> launched = new HashSet<>();
  private final Map<RunId, Integer> minutesInVain = new HashMap<>();

  SimulatedGates(SimulatedStore store) {
    this.store = store;
  }

  /**
   * @param alive the runs that have a living task, or whose indexes have
   */
  void starts(Run run, List<Run> alive) {
    run.job().admission().group().ifPresent(group -> hasRoom(group, run, alive));
  }

  private static void hasRoom(Group group, Run run, List<Run> alive) {
    var others =
        alive.stream()
            .filter(other -> isOf(group, other))
            .filter(other -> !other.id().equals(run.id()))
            .toList();
    WITHIN_LIMITS.violatedIf(others.size() >= SimulatedJobs.seats(group), group, run, others);
  }

  private static boolean isOf(Group group, Run run) {
    return run.job().admission().group().map(Group::name).equals(Optional.of(group.name()));
  }

  void written(Run run) {
    if (!inOrderOfComing.contains(run.id())) {
      inOrderOfComing.add(run.id());
    }
    boolean first =
        run.timeline().stream()
            .anyMatch(e -> e instanceof AttemptLaunching || e instanceof ArrayStarted);
    if (first && launched.add(run.id())) {
      NOTHING_WHILE_PAUSED.violatedIf(
          run.id().isScheduled()
              && run.id().index().isEmpty()
              && store.isSeenPaused(run.id().job()),
          run);
    }
    var runs = store.seen();
    for (var gate : run.job().admission().group().map(Gate.OfGroup::new).stream().toList()) {
      isAsItsRuns(gate, runs);
    }
    isAsItsRuns(new Gate.OfJob(run.id().job(), 0), runs);
  }

  private void isAsItsRuns(Gate gate, List<Run> runs) {
    var line = store.seen(gate);
    var inside = keys(runs, run -> run.gatesHeld(), gate);
    var outside = keys(runs, run -> run.gateAwaited().stream().toList(), gate);
    WITHIN_LIMITS.violatedIf(inside.size() > seats(gate), gate, inside);
    GATES_ARE_THE_RUNS.violatedIf(!inside.equals(names(line.active())), gate, line, inside);
    GATES_ARE_THE_RUNS.violatedIf(!outside.equals(names(line.waiting())), gate, line, outside);
  }

  private static int seats(Gate gate) {
    return switch (gate) {
      case Gate.OfJob job -> job.seats();
      case Gate.OfGroup group -> SimulatedJobs.seats(group.group());
    };
  }

  private static Set<String> keys(List<Run> runs, Function<Run, List<Gate>> places, Gate gate) {
    var keys = new TreeSet<String>();
    for (var run : runs) {
      if (places.apply(run).stream().anyMatch(other -> other.key().equals(gate.key()))) {
        keys.add(run.id().toString());
      }
    }
    return keys;
  }

  private static Set<String> names(List<RunId> runs) {
    var names = new TreeSet<String>();
    runs.forEach(run -> names.add(run.toString()));
    return names;
  }

  void nobodyWaitsInVain() {
    for (var run : store.seen()) {
      int minutes = isInVain(run) ? minutesInVain.merge(run.id(), 1, Integer::sum) : 0;
      minutesInVain.put(run.id(), minutes);
      NOBODY_WAITS_IN_VAIN.violatedIf(minutes > MOST_MINUTES, run);
    }
  }

  private boolean isInVain(Run run) {
    if (!(run.state() instanceof RunState.Queued)) {
      return false;
    }
    return run.gateAwaited()
        .map(
            gate -> {
              var line = store.seen(gate);
              return line.hasRoom(gate) && line.waiting().getFirst().equals(run.id());
            })
        .orElseGet(() -> awaited(run).stream().allMatch(SimulatedGates::hasEnded));
  }

  private List<Optional<Run>> awaited(Run run) {
    var time = run.scheduledTime().orElseThrow();
    return run.job().admission().after().stream()
        .map(job -> store.seen(RunId.scheduled(job, time)))
        .toList();
  }

  private static boolean hasEnded(Optional<Run> run) {
    return run.flatMap(Run::finished).isPresent();
  }

  void atTheEnd(List<Run> runs) {
    for (var run : runs) {
      replacedBy(run).ifPresent(by -> isLater(by, run));
      var on = Optional.of(run);
      for (int steps = 0; on.isPresent(); steps++) {
        REPLACED_BY_THE_LATER.violatedIf(steps > runs.size(), "in a circle", run);
        on = on.flatMap(this::replacedBy);
      }
    }
  }

  private Optional<Run> replacedBy(Run run) {
    return run.finished()
        .filter(_ -> run.id().index().isEmpty()) // an index says what its array says
        .map(end -> REPLACED.matcher(end.reason()))
        .filter(words -> words.matches())
        .map(words -> RunId.parse(words.group(1)).flatMap(store::seen).orElseThrow());
  }

  /** It came to the gate later, or was asked for later. */
  private void isLater(Run by, Run run) {
    REPLACED_BY_THE_LATER.violatedIf(
        inOrderOfComing.indexOf(by.id()) < inOrderOfComing.indexOf(run.id())
            && by.requestedAt().isBefore(run.requestedAt()),
        by,
        run);
  }
}
