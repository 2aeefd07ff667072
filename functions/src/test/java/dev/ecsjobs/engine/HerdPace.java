package dev.ecsjobs.engine;

import java.time.Duration;
import java.util.function.Consumer;

/** Overlapping, in virtual time: each is a process of its own beside the one that began it. */
final class HerdPace implements Pace {
  private static final int PER_SECOND = 20;
  private static final Duration NEVER_CUT_OFF = Duration.ofHours(1);

  private final SimulatedTime time;

  HerdPace(SimulatedTime time) {
    this.time = time;
  }

  @Override
  public <T> void each(Next<T> these, Consumer<T> action) {
    var bucket = TokenBucket.empty(PER_SECOND, PER_SECOND, time.instant());
    int[] running = {0};
    while (true) {
      var at = bucket.nextAt(time.instant());
      rest(Duration.between(time.instant(), at));
      bucket = bucket.take(at);
      var one = these.next();
      if (one.isEmpty()) {
        break;
      }
      running[0]++;
      time.in(
          Duration.ZERO,
          () -> time.start(NEVER_CUT_OFF, () -> action.accept(one.get()), _ -> running[0]--));
    }
    while (running[0] > 0) {
      time.pass(5);
    }
  }

  @Override
  public void rest(Duration wait) {
    time.pass(Math.max(0, wait.plusNanos(999_999).toMillis()));
  }
}
