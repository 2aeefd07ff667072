package dev.ecsjobs.run;

import java.time.Duration;

/**
 * How long a job's runs take.
 *
 * @param duration 95 in 100 took at most so long, from the request to the end
 * @param successes how many runs say so, the last that succeeded
 */
public record Usual(Duration duration, int successes) {
  /** Fewer say nothing about the next one. */
  public static final int ENOUGH = 10;

  private static final Duration LEAST = Duration.ofMinutes(5);

  /** Half as long again, and five minutes at least: a run in twenty is a little late. */
  Duration patience() {
    var half = duration.dividedBy(2);
    return duration.plus(half.compareTo(LEAST) > 0 ? half : LEAST);
  }
}
