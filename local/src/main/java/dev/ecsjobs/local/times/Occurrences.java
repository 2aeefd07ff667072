package dev.ecsjobs.local.times;

import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The times of a schedule: those in a range, and those around a moment. */
public record Occurrences(Schedule rule) {
  private static final Duration SHORTEST_STRETCH = Duration.ofMinutes(2);

  /** A cron for the 29th of February may be silent for eight years. */
  private static final Duration LONGEST_STRETCH = Duration.ofDays(9 * 366);

  /** The first so many from a moment on, but before another. */
  public List<Instant> within(Instant from, Instant to, int limit) {
    return in(from, to).limit(limit).toList();
  }

  /** The first at the moment or after it. */
  public Optional<Instant> from(Instant moment) {
    return rule.next(moment.minusNanos(1));
  }

  /**
   * The last before a moment. A rule only knows its way forwards, so ever more is looked through.
   */
  public Optional<Instant> before(Instant moment) {
    for (var stretch = SHORTEST_STRETCH; ; stretch = stretch.multipliedBy(4)) {
      var last = in(moment.minus(stretch), moment).reduce((_, later) -> later);
      if (last.isPresent() || stretch.compareTo(LONGEST_STRETCH) > 0) {
        return last;
      }
    }
  }

  private Stream<Instant> in(Instant from, Instant to) {
    return rule.after(from.minusNanos(1)).takeWhile(time -> time.isBefore(to));
  }
}
