package dev.ecsjobs.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lambda's asynchronous invocation: a queue, environments that are begun cold and used again, no
 * more of them than the account may have, a timeout, and two more tries for what failed.
 */
final class HerdLambda {
  static final Duration TIMEOUT = Duration.ofMinutes(2);
  static final int COLD_START_MILLIS = 600;

  /** At once, and then so many more every ten seconds. */
  private static final int ENVIRONMENTS = 1_000;

  private static final int QUEUE_MILLIS = 100;
  private static final int THROTTLED_MILLIS = 1_000;

  private final SimulatedTime time;
  private final long begin;
  private final Set<String> givenUp = new HashSet<>();
  private int idle;
  private int environments;
  private int invocations;
  private long billedMillis;

  HerdLambda(SimulatedTime time) {
    this.time = time;
    this.begin = time.millis();
  }

  /** What a function does, told by which request. */
  void invoke(String request, int retries, Consumer<String> function) {
    time.in(Duration.ofMillis(QUEUE_MILLIS), () -> place(request, retries, function));
  }

  private void place(String request, int retries, Consumer<String> function) {
    if (idle > 0) {
      idle--;
      run(request, retries, function);
    } else if (environments < ENVIRONMENTS * (1 + (time.millis() - begin) / 10_000)) {
      environments++;
      billedMillis += COLD_START_MILLIS;
      time.in(Duration.ofMillis(COLD_START_MILLIS), () -> run(request, retries, function));
    } else {
      time.in(Duration.ofMillis(THROTTLED_MILLIS), () -> place(request, retries, function));
    }
  }

  private void run(String request, int retries, Consumer<String> function) {
    invocations++;
    long began = time.millis();
    time.start(
        TIMEOUT,
        () -> function.accept(request),
        thrown -> {
          billedMillis += time.millis() - began;
          if (thrown == null) {
            idle++;
          } else {
            environments--;
            again(thrown, request, retries, function);
          }
        });
  }

  private void again(Throwable thrown, String request, int retries, Consumer<String> function) {
    if (!(thrown instanceof SimulatedTime.Died)) {
      throw new AssertionError(thrown);
    }
    if (retries == 0) {
      givenUp.add(request);
    } else {
      time.in(Duration.ofMinutes(1), () -> invoke(request, retries - 1, function));
    }
  }

  /** Whether all tries have failed; then the event is a dead letter. */
  boolean hasGivenUp(String request) {
    return givenUp.contains(request);
  }

  int invocations() {
    return invocations;
  }

  Duration billed() {
    return Duration.ofMillis(billedMillis);
  }
}
