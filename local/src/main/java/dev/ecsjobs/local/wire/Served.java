package dev.ecsjobs.local.wire;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkClient;

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
  private Map<Api, Actions> actions;

  /** To be closed before what it serves. */
  public interface Shift extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Lets the requests in, until the answer is closed.
   *
   * @param clients answer the actions whose methods they have themselves
   */
  public Shift by(URI dynamoDb, SdkClient... clients) {
    this.dynamoDb = dynamoDb;
    this.actions = actions(clients);
    lock.unlockWrite(nobodyServes);
    return () -> nobodyServes = lock.writeLock();
  }

  private static Map<Api, Actions> actions(SdkClient... clients) {
    var actions = new EnumMap<Api, Actions>(Api.class);
    for (var client : clients) {
      for (var api : Api.values()) {
        if (api.client().isInstance(client)) {
          actions.put(api, new Actions(api, client));
        }
      }
    }
    return actions;
  }

  /** Empty if nobody serves and nobody came in time. */
  Optional<Answer> ask(BiFunction<URI, Map<Api, Actions>, Answer> question)
      throws InterruptedException {
    long stamp = lock.tryReadLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (stamp == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(dynamoDb, actions));
    } finally {
      lock.unlockRead(stamp);
    }
  }
}
