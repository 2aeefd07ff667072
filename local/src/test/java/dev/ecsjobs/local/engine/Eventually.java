package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waiting for what happens in other threads and processes. */
public final class Eventually {
  /** Far more than it ever takes: only a failing test waits so long. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Eventually() {}

  public static void holds(String what, Callable<Boolean> condition) {
    var limit = Instant.now().plus(LIMIT);
    try {
      while (!condition.call()) {
        if (Instant.now().isAfter(limit)) {
          fail("waited " + LIMIT + " in vain for " + what);
        }
        Thread.sleep(10);
      }
    } catch (Exception e) {
      throw new AssertionError("while waiting for " + what, e);
    }
  }
}
