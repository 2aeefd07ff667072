package dev.ecsjobs.local.ecs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every living task, many times a second, from one thread.
 *
 * <p>Looking beats being told: it works the same for tasks this process started and for those it
 * found, and for an exit file there is nothing to miss.
 */
final class TaskWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final BlockingQueue<Optional<WatchedTask>> arrivals = new LinkedBlockingQueue<>();
  private final List<WatchedTask> living = new ArrayList<>(); // the thread's own
  private final Thread thread =
      Thread.ofPlatform().daemon().name("local-ecs-watch").unstarted(this::run);
  private volatile boolean closed;

  void start() {
    thread.start();
  }

  void add(WatchedTask task) {
    arrivals.add(Optional.of(task));
  }

  private void run() {
    try {
      while (!closed) {
        var arrived =
            living.isEmpty()
                ? arrivals.take()
                : arrivals.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (arrived == null) {
          living.removeIf(WatchedTask::look);
        } else {
          arrived.filter(task -> !task.look()).ifPresent(living::add);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    arrivals.add(Optional.empty());
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
