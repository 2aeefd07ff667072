package dev.ecsjobs.local.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How much time one column stands for. */
public enum Step {
  QUARTER_HOUR("15 minutes", Duration.ofMinutes(15)),
  HALF_HOUR("30 minutes", Duration.ofMinutes(30)),
  HOUR("1 hour", Duration.ofHours(1)),
  TWO_HOURS("2 hours", Duration.ofHours(2)),
  SIX_HOURS("6 hours", Duration.ofHours(6)),
  DAY("1 day", Duration.ofDays(1)),
  WEEK("1 week", Duration.ofDays(7));

  private final String words;
  private final Duration length;

  Step(String words, Duration length) {
    this.words = words;
    this.length = length;
  }

  public String words() {
    return words;
  }

  public boolean isWithinADay() {
    return compareTo(DAY) < 0;
  }

  /** The finest with which so many days need no more than so many columns. */
  static Step finest(int days, int mostColumns) {
    for (var step : values()) {
      if (Duration.ofDays(days).dividedBy(step.length) <= mostColumns) {
        return step;
      }
    }
    return WEEK;
  }

  /**
   * Where columns begin, and where the last one ends. Each day begins a column, so that a day with
   * 23 or 25 hours has fewer or more.
   */
  List<Instant> bounds(LocalDate from, int days, ZoneId zone) {
    var bounds = new ArrayList<Instant>();
    int stride = this == WEEK ? 7 : 1;
    for (int day = 0; day < days; day += stride) {
      var begin = from.plusDays(day).atStartOfDay(zone).toInstant();
      var end = from.plusDays(day + 1L).atStartOfDay(zone).toInstant();
      bounds.add(begin);
      for (var at = begin.plus(length); isWithinADay() && at.isBefore(end); at = at.plus(length)) {
        bounds.add(at);
      }
    }
    bounds.add(from.plusDays(days).atStartOfDay(zone).toInstant());
    return bounds;
  }
}
