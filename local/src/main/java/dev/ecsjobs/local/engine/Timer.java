package dev.ecsjobs.local.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the engine does at a time, and what it looks at again and again, until it is shut down. */
final class Timer {
  private static final long POLL_MILLIS = 100;

  private final Consumer<String> notes;
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(2);

  Timer(Consumer<String> notes) {
    this.notes = notes;
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  ScheduledExecutorService executor() {
    return executor;
  }

  /** Ten times a second. */
  void poll(Runnable action) {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                action.run();
              } catch (RuntimeException e) { // the next poll tries again
                notes.accept(e.getMessage() == null ? e.toString() : e.getMessage());
              }
            },
            0,
            POLL_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  boolean isShutDown() {
    return executor.isShutdown();
  }

  /** What is under way comes to its end. */
  void shutDown() {
    executor.shutdown();
  }

  /** Waits for what is under way, but not for long. */
  void await() {
    try {
      if (!executor.awaitTermination(2, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
