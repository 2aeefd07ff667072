package dev.ecsjobs.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Virtual time, in which processes take turns: each goes on until it waits, and while it waits any
 * other may do anything. Of all that happens nothing happens at once, so a seed always tells the
 * same story.
 */
final class SimulatedTime implements InstantSource {
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparingLong(Turn::number));
  private final Semaphore driver = new Semaphore(0);
  private long now;
  private long planned;
  private Coroutine current;

  private record Turn(long at, long number, Runnable what) {}

  /** The process is gone; an Error, since nothing of it may go on. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1;

    Died(String where) {
      super(where, null, false, false);
    }
  }

  SimulatedTime(Instant start) {
    now = start.toEpochMilli();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  @Override
  public long millis() {
    return now;
  }

  void in(Duration delay, Runnable what) {
    at(now + delay.toMillis(), what);
  }

  void at(long millis, Runnable what) {
    turns.add(new Turn(Math.max(now, millis), planned++, what));
  }

  /** Lets everything happen that is planned, until the given time. */
  void runUntil(Instant end) {
    while (!turns.isEmpty() && turns.peek().at() <= end.toEpochMilli()) {
      var turn = turns.remove();
      now = Math.max(now, turn.at());
      turn.what().run();
    }
  }

  /**
   * Runs a process from now on, until it ends, dies, or is cut off.
   *
   * @param end is told what it threw, or null
   */
  void start(Duration timeout, Runnable what, Consumer<Throwable> end) {
    new Coroutine(now + timeout.toMillis(), what, end).start();
  }

  /** The running process waits so long. */
  void pass(long millis) {
    current.pass(millis);
  }

  private final class Coroutine {
    private final Semaphore turn = new Semaphore(0);
    private final long cutOffAt;
    private final Runnable what;
    private final Consumer<Throwable> end;
    private Throwable thrown;
    private boolean ended;

    Coroutine(long cutOffAt, Runnable what, Consumer<Throwable> end) {
      this.cutOffAt = cutOffAt;
      this.what = what;
      this.end = end;
    }

    void start() {
      current = this;
      Thread.ofVirtual().start(this::run);
      untilItWaits();
    }

    private void run() {
      try {
        what.run();
      } catch (RuntimeException | Error e) {
        thrown = e;
      }
      ended = true;
      driver.release();
    }

    private void goOn() {
      current = this;
      turn.release();
      untilItWaits();
    }

    private void untilItWaits() {
      driver.acquireUninterruptibly();
      if (ended) {
        end.accept(thrown);
      }
    }

    private void pass(long millis) {
      boolean inTime = now + millis < cutOffAt;
      long until = inTime ? now + millis : Math.max(now, cutOffAt);
      if (turns.isEmpty() || turns.peek().at() > until) {
        now = until;
      } else {
        at(until, this::goOn);
        driver.release();
        turn.acquireUninterruptibly();
      }
      if (!inTime) {
        throw new Died("cut off by its timeout");
      }
    }
  }
}
