package dev.ecsjobs.engine;

import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a run's places at gates change with its record: what every store has to do with it. */
public final class Places {
  private Places() {}

  /** What changes at a gate. */
  public enum Kind {
    /** It goes in, having just come. */
    ENTER,
    /** It goes in, having waited. */
    ENTER_FROM_QUEUE,
    /** It begins to wait. */
    WAIT,
    /** It waits no longer. */
    GIVE_UP,
    /** It goes out. */
    LEAVE
  }

  /** One change at one gate. */
  public record Change(Gate gate, Kind kind) {

    /** Whether the gate allows it. */
    public boolean isAllowed(Line line) {
      return switch (kind) {
        case ENTER -> line.isOpen(gate);
        case ENTER_FROM_QUEUE -> line.hasRoom(gate);
        // Who could go in must not wait: nobody would open the gate to it.
        case WAIT -> !line.isOpen(gate) && line.waiting().size() < gate.queue();
        case GIVE_UP, LEAVE -> true;
      };
    }

    Line applied(Line line, RunId run, Comparator<RunId> order) {
      return switch (kind) {
        case ENTER -> new Line(with(line.active(), run), line.waiting());
        case ENTER_FROM_QUEUE -> new Line(with(line.active(), run), without(line.waiting(), run));
        case WAIT ->
            new Line(line.active(), with(line.waiting(), run).stream().sorted(order).toList());
        case GIVE_UP -> new Line(line.active(), without(line.waiting(), run));
        case LEAVE -> new Line(without(line.active(), run), line.waiting());
      };
    }

    private static List<RunId> with(List<RunId> runs, RunId run) {
      var more = new ArrayList<>(runs);
      more.add(run);
      return more;
    }

    private static List<RunId> without(List<RunId> runs, RunId run) {
      var fewer = new ArrayList<>(runs);
      fewer.removeIf(run::equals);
      return fewer;
    }
  }

  /** For a run that is recorded for the first time. */
  public static List<Change> of(Run run) {
    return changes(List.of(), Optional.empty(), run);
  }

  /** From one record of a run to the next. */
  public static List<Change> between(Run before, Run after) {
    return changes(before.gatesHeld(), before.gateAwaited(), after);
  }

  private static List<Change> changes(
      List<Gate> heldBefore, Optional<Gate> awaitedBefore, Run after) {
    var held = after.gatesHeld();
    var awaited = after.gateAwaited();
    var changes = new ArrayList<Change>();
    for (var gate : held) {
      if (!heldBefore.contains(gate)) {
        boolean waited = awaitedBefore.filter(gate::equals).isPresent();
        changes.add(new Change(gate, waited ? Kind.ENTER_FROM_QUEUE : Kind.ENTER));
      }
    }
    if (!awaitedBefore.equals(awaited)) {
      awaited.ifPresent(gate -> changes.add(new Change(gate, Kind.WAIT)));
      awaitedBefore
          .filter(gate -> !held.contains(gate))
          .ifPresent(gate -> changes.add(new Change(gate, Kind.GIVE_UP)));
    }
    for (var gate : heldBefore) {
      if (!held.contains(gate)) {
        changes.add(new Change(gate, Kind.LEAVE));
      }
    }
    return changes;
  }

  /**
   * What a schedule wants to start while the job is paused; a person's wish is no schedule's, and
   * an array that has begun goes on.
   */
  public static boolean isStoppedByPause(Run run) {
    return run.id().isScheduled() && run.id().index().isEmpty() && run.finished().isEmpty();
  }

  /** So it is with a run that waited and would begin. */
  public static boolean isStoppedByPause(Run before, Run after) {
    return before.isQueued() && !after.isQueued() && isStoppedByPause(after);
  }
}
