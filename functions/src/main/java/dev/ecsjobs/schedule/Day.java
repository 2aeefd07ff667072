package dev.ecsjobs.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** What a day field of a cron asks of a date. */
public sealed interface Day {

  /** Whether the date is such a day. */
  boolean on(LocalDate date);

  /** {@code 15}: not in months that are too short. */
  record OfMonth(int day) implements Day {
    @Override
    public boolean on(LocalDate date) {
      return date.getDayOfMonth() == day;
    }
  }

  /** {@code L} as day-of-month. */
  record LastOfMonth() implements Day {
    @Override
    public boolean on(LocalDate date) {
      return date.getDayOfMonth() == date.lengthOfMonth();
    }
  }

  /** {@code 15W}: Monday to Friday, never in another month; not in months without that day. */
  record NearestWeekday(int day) implements Day {
    @Override
    public boolean on(LocalDate date) {
      return day <= date.lengthOfMonth() && date.equals(nearest(date.withDayOfMonth(day)));
    }

    private static LocalDate nearest(LocalDate date) {
      return switch (date.getDayOfWeek()) {
        case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
        case SUNDAY ->
            date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
        case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
      };
    }
  }

  /** {@code FRI}. */
  record OfWeek(DayOfWeek weekday) implements Day {
    @Override
    public boolean on(LocalDate date) {
      return date.getDayOfWeek() == weekday;
    }
  }

  /** {@code FRIL} or {@code 6L}: the last Friday of the month. */
  record LastOfWeekday(DayOfWeek weekday) implements Day {
    @Override
    public boolean on(LocalDate date) {
      return date.equals(date.with(TemporalAdjusters.lastInMonth(weekday)));
    }
  }

  /** {@code TUE#2} or {@code 3#2}: the second Tuesday; a fifth one is not in every month. */
  record NthOfWeekday(DayOfWeek weekday, int nth) implements Day {
    @Override
    public boolean on(LocalDate date) {
      return date.getDayOfWeek() == weekday && (date.getDayOfMonth() + 6) / 7 == nth;
    }
  }
}
