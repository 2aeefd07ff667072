package dev.ecsjobs.local.wire;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * What is behind the endpoint. It changes with the engine: while there is none requests wait, and
 * an engine is not closed under a request.
 */
public final class Served {
  /** Longer than an engine takes to start again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StampedLock lock = new StampedLock();
  private long nobodyServes = lock.writeLock();
  private URI dynamoDb;
  private EcsActions ecs;

  /** To be closed before what it serves. */
  public interface Shift extends AutoCloseable {
    @Override
    void close();
  }

  /** Lets the requests in, until the answer is closed. */
  public Shift by(URI dynamoDb, EcsClient ecs) {
    this.dynamoDb = dynamoDb;
    this.ecs = new EcsActions(ecs);
    lock.unlockWrite(nobodyServes);
    return () -> nobodyServes = lock.writeLock();
  }

  /** Empty if nobody serves and nobody came in time. */
  Optional<Answer> ask(BiFunction<URI, EcsActions, Answer> question) throws InterruptedException {
    long stamp = lock.tryReadLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (stamp == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(dynamoDb, ecs));
    } finally {
      lock.unlockRead(stamp);
    }
  }
}
