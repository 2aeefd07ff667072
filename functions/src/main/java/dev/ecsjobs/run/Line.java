package dev.ecsjobs.run;

import java.util.List;

/**
 * Who stands at a gate.
 *
 * @param active the runs inside
 * @param waiting the runs outside, the first to come first
 */
public record Line(List<RunId> active, List<RunId> waiting) {
  public static final Line EMPTY = new Line(List.of(), List.of());

  public Line {
    active = List.copyOf(active);
    waiting = List.copyOf(waiting);
  }

  /** Whether somebody who comes now may go in: past nobody who waits. */
  public boolean isOpen(Gate gate) {
    return waiting.isEmpty() && hasRoom(gate);
  }

  /** Whether the first who waits may go in. */
  public boolean hasRoom(Gate gate) {
    return active.size() < gate.seats();
  }
}
