package dev.ecsjobs.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When people are told of a job.
 *
 * @param after that it fails: from the how manyth failure in a row on
 * @param retrying whether they are told that an attempt failed which is followed by another
 * @param longRunning that a run takes longer than this; absent: than usual
 */
public record Notify(
    int after, Optional<Quiet> quiet, boolean retrying, Optional<Duration> longRunning) {
  public static final Notify DEFAULT = new Notify(1, Optional.empty());

  /** Told of failures, and of runs that take longer than usual. */
  public Notify(int after, Optional<Quiet> quiet) {
    this(after, quiet, false, Optional.empty());
  }

  /** Hours in which nobody is told. */
  public record Quiet(LocalTime from, LocalTime until, ZoneId zone) {
    /** From one midnight to the next they may go on, as 22:00-06:00 does. */
    boolean holds(Instant time) {
      var here = time.atZone(zone).toLocalTime();
      boolean begun = !here.isBefore(from);
      boolean over = !here.isBefore(until);
      return from.isBefore(until) ? begun && !over : begun || !over;
    }

    @Override
    public String toString() {
      return from + "-" + until;
    }
  }

  /** The quiet hours that the time is in. */
  public Optional<Quiet> quietAt(Instant time) {
    return quiet.filter(hours -> hours.holds(time));
  }
}
