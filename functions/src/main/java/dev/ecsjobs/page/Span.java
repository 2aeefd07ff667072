package dev.ecsjobs.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A stretch of time on which things are drawn, in percent of its length from its beginning. */
record Span(Instant from, Instant to) {

  /** Where an instant is; outside it is put at the edge. */
  String at(Instant instant) {
    return percent(share(instant));
  }

  /** How long something is. */
  String length(Instant begin, Instant end) {
    return percent(Math.max(0, share(end) - share(begin)));
  }

  boolean has(Instant instant) {
    return !instant.isBefore(from) && !instant.isAfter(to);
  }

  Duration length() {
    return Duration.between(from, to);
  }

  /** Its point after so many of so many equal parts. */
  Instant point(int part, int parts) {
    return from.plus(length().multipliedBy(part).dividedBy(parts));
  }

  private double share(Instant instant) {
    double whole = Math.max(1, length().toMillis());
    return Math.clamp(Duration.between(from, instant).toMillis() / whole, 0, 1);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share * 100);
  }
}
