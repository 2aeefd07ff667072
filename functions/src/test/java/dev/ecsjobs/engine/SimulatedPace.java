package dev.ecsjobs.engine;

import java.time.Duration;
import java.util.function.Consumer;

/** In virtual time, by the process that runs: nothing overlaps, and it dies as a whole. */
record SimulatedPace(SimulatedTime time) implements Pace {
  private static final long BEAT = 50;

  @Override
  public <T> void each(Next<T> these, Consumer<T> action) {
    for (var one = these.next(); one.isPresent(); one = these.next()) {
      action.accept(one.get());
      time.pass(BEAT);
    }
  }

  @Override
  public void rest(Duration time) {
    this.time.pass(time.toMillis());
  }
}
