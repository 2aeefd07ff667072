package dev.ecsjobs.local.simulate;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Many durations, kept small: milliseconds, up to three weeks each. */
final class Samples {
  private int[] millis = new int[4];
  private int count;

  void add(long duration) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, count * 2);
    }
    millis[count++] = Math.clamp(duration, 0, Integer.MAX_VALUE);
  }

  Sorted sorted() {
    int[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return new Sorted(sorted);
  }

  /** The same in order, for questions. */
  static final class Sorted {
    private final int[] millis;

    private Sorted(int[] millis) {
      this.millis = millis;
    }

    /** The smallest that so many percent do not exceed; empty if there are none. */
    Optional<Duration> percentile(int percent) {
      if (millis.length == 0) {
        return Optional.empty();
      }
      int rank = (int) Math.ceilDiv((long) millis.length * percent, 100);
      return Optional.of(Duration.ofMillis(millis[Math.max(1, rank) - 1]));
    }
  }
}
