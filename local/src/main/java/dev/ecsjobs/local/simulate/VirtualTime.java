package dev.ecsjobs.local.simulate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/**
 * Time that passes only by what happens in it. Of all that is planned for the same millisecond,
 * what was planned first happens first, so a simulation always tells the same story.
 */
final class VirtualTime implements InstantSource {
  private final PriorityQueue<Turn> turns = new PriorityQueue<>();
  private long now;
  private Instant instant;
  private long planned;
  private boolean inProcess;

  private record Turn(long at, long number, Runnable what) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  VirtualTime(Instant start) {
    now = start.toEpochMilli();
    instant = start;
  }

  @Override
  public Instant instant() {
    return instant;
  }

  @Override
  public long millis() {
    return now;
  }

  /** Plans it; what is planned for the past happens next. */
  void at(long millis, Runnable what) {
    turns.add(new Turn(Math.max(now, millis), planned++, what));
  }

  /** Lets everything happen that is planned until then. */
  void runUntil(long end) {
    while (!turns.isEmpty() && turns.peek().at() <= end) {
      var turn = turns.remove();
      set(turn.at());
      turn.what().run();
    }
    set(end);
  }

  /**
   * Does something that takes its time: whenever it {@link #pass}es some, whatever else is planned
   * for that time happens.
   */
  void process(Runnable what) {
    boolean before = inProcess;
    inProcess = true;
    try {
      what.run();
    } finally {
      inProcess = before;
    }
  }

  /** Does something beside the process, which takes none of its time. */
  void beside(Runnable what) {
    boolean before = inProcess;
    inProcess = false;
    try {
      what.run();
    } finally {
      inProcess = before;
    }
  }

  /** The process waits; what happens at a moment does not. */
  void pass(long millis) {
    if (inProcess) {
      inProcess = false;
      runUntil(now + millis);
      inProcess = true;
    }
  }

  private void set(long millis) {
    if (millis > now) {
      now = millis;
      instant = Instant.ofEpochMilli(millis);
    }
  }
}
