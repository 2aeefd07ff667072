package dev.ecsjobs.lambda;

import dev.ecsjobs.engine.Pace;
import dev.ecsjobs.engine.TokenBucket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * So many a second, each on a virtual thread of its own. It begins without a stock: what the
 * account allows at once has been used up by those who met its limit.
 */
final class ThreadedPace implements Pace {
  private final int perSecond;
  private final InstantSource clock;

  ThreadedPace(int perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** What is lost to a slow look for the next one is made up for, up to a second's worth. */
  @Override
  public <T> void each(Next<T> these, Consumer<T> action) {
    var bucket = TokenBucket.empty(perSecond, perSecond, clock.instant());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (true) {
        var at = bucket.nextAt(clock.instant());
        rest(Duration.between(clock.instant(), at));
        bucket = bucket.take(at);
        var one = these.next();
        if (one.isEmpty()) {
          return;
        }
        threads.execute(() -> action.accept(one.get()));
      }
    }
  }

  @Override
  public void rest(Duration time) {
    var end = clock.instant().plus(time);
    for (var now = clock.instant(); now.isBefore(end); now = clock.instant()) {
      LockSupport.parkNanos(Duration.between(now, end).toNanos());
    }
  }
}
