package dev.ecsjobs.local.ecs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands events to the sink, one after the other, from one thread. */
final class EventDispatcher implements AutoCloseable {
  private static final int OFFERS = 5;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Consumer<Map<String, Object>> sink;
  private final Consumer<String> diagnostics;
  private final Duration pause;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("local-ecs-events").factory());
  private volatile boolean closed;

  /**
   * @param pause between the first two offers of an event the sink refused; doubled each time
   */
  EventDispatcher(
      Consumer<Map<String, Object>> sink, Consumer<String> diagnostics, Duration pause) {
    this.sink = sink;
    this.diagnostics = diagnostics;
    this.pause = pause;
  }

  /** Returns at once; what is still undelivered at {@link #close} is dropped in silence. */
  void dispatch(Map<String, Object> event, Runnable delivered) {
    thread.execute(() -> deliver(event, delivered));
  }

  private void deliver(Map<String, Object> event, Runnable delivered) {
    try {
      for (int offer = 1; !closed; offer++) {
        if (offered(event, offer)) {
          delivered.run();
          return;
        }
        if (offer == OFFERS) {
          diagnostics.accept("Event dropped, its sink failed " + OFFERS + " times: " + event);
          return;
        }
        Thread.sleep(pause.multipliedBy(1L << (offer - 1)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closing
    }
  }

  private boolean offered(Map<String, Object> event, int offer) {
    try {
      sink.accept(event);
      return true;
    } catch (RuntimeException | Error e) { // whatever it is, the events behind this one must go on
      diagnostics.accept("The sink failed at offer " + offer + " of an event: " + e);
      return false;
    }
  }

  /** Lets the sink finish the event it has. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
