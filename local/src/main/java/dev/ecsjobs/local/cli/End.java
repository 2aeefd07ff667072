package dev.ecsjobs.local.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a command that runs until Ctrl-C: asked for in one thread, reached in another. */
final class End {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);

  /** For the JVM's shutdown hook: the JVM ends when this returns. */
  void askAndWait() {
    asked.countDown();
    try {
      if (!reached.await(10, TimeUnit.SECONDS)) {
        System.err.println("ecsjobs: not everything could be closed; the next start takes it up.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAskedFor() {
    return asked.getCount() == 0;
  }

  /** Waits, but no longer than so; whether the end is asked for. */
  boolean isAskedForWithin(Duration patience) throws InterruptedException {
    return asked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void reached() {
    reached.countDown();
  }
}
