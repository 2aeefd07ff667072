package dev.ecsjobs.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Invokes functions as Lambda does for schedules: at once, two more times if they fail, and then
 * the event is kept as a dead letter.
 */
final class AsyncInvocations implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  /** Lambda waits one and then two minutes; nobody would here. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Functions functions;
  private final Path deadLetters;
  private final Consumer<String> notes;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  AsyncInvocations(Functions functions, Path deadLetters, Consumer<String> notes) {
    this.functions = functions;
    this.deadLetters = deadLetters;
    this.notes = notes;
  }

  void invoke(String function, String event) {
    invoke(function, event, UUID.randomUUID().toString());
  }

  void invoke(String function, String event, String requestId) {
    invoke(function, event, requestId, () -> {});
  }

  /**
   * @param settled is run when the function has returned or the event is kept as a dead letter
   */
  void invoke(String function, String event, String requestId, Runnable settled) {
    executor.execute(
        () -> {
          if (succeeds(function, event, requestId)) {
            settled.run();
          }
        });
  }

  private boolean succeeds(String function, String event, String requestId) {
    for (int attempt = 1; ; attempt++) {
      try {
        functions.invoke(function, event, requestId);
        return true;
      } catch (Throwable e) { // whatever the function threw, as Lambda does
        if (executor.isShutdown()) {
          return false; // it is done again after the restart
        }
        if (attempt == ATTEMPTS) {
          keep(function, event, requestId, e);
          return true;
        }
        notes.accept("%s failed and is invoked again: %s".formatted(function, e));
        pause(attempt);
      }
    }
  }

  private void keep(String function, String event, String requestId, Throwable e) {
    try {
      Files.createDirectories(deadLetters);
      var file = deadLetters.resolve(function + "-" + requestId + ".json");
      Files.writeString(file, event);
      notes.accept(
          "%s failed %d times: %s. Its event is kept in %s."
              .formatted(function, ATTEMPTS, e.getMessage(), file));
    } catch (IOException io) {
      throw new UncheckedIOException(io);
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(PAUSE.multipliedBy(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets what is under way come to its end, but not for long. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
