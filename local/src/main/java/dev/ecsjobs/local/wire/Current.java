package dev.ecsjobs.local.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;

/**
 * What requests are answered with, which changes with the engine: while there is none requests
 * wait, and an engine is not closed under a request.
 */
public final class Current<T> {
  /** Longer than an engine takes to start again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StampedLock lock = new StampedLock();
  private long nobodyServes = lock.writeLock();
  private T what;

  /** To be closed before what it serves. */
  public interface Shift extends AutoCloseable {
    @Override
    void close();
  }

  /** Lets the requests in, until the answer is closed. */
  public Shift by(T what) {
    this.what = what;
    lock.unlockWrite(nobodyServes);
    return () -> nobodyServes = lock.writeLock();
  }

  /** Empty if nobody serves and nobody came in time. */
  public <A> Optional<A> ask(Function<T, A> question) throws InterruptedException {
    long stamp = lock.tryReadLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (stamp == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(what));
    } finally {
      lock.unlockRead(stamp);
    }
  }
}
