package dev.ecsjobs.job;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When people are told that a job fails.
 *
 * @param after from the how manyth failure in a row on
 */
public record Notify(int after, Optional<Quiet> quiet) {
  public static final Notify DEFAULT = new Notify(1, Optional.empty());

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
