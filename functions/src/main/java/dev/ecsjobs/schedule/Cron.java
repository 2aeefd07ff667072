package dev.ecsjobs.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fires at every local time whose parts are all in these sets.
 *
 * @param days the days of both day fields: one of the fields is {@code ?} and adds none
 */
public record Cron(
    NavigableSet<Integer> minutes,
    NavigableSet<Integer> hours,
    Set<Day> days,
    NavigableSet<Integer> months,
    NavigableSet<Integer> years,
    ZoneId zone)
    implements Schedule {
  // Around all years a cron may name, in any zone; local times far outside would overflow.
  private static final Instant BEGINNING = Instant.parse("1969-12-30T00:00:00Z");
  private static final Instant END = Instant.parse("2200-01-02T00:00:00Z");

  public Cron {
    minutes = filled(minutes);
    hours = filled(hours);
    days = Set.copyOf(days);
    months = filled(months);
    years = filled(years);
    requireNonNull(zone);
  }

  private static NavigableSet<Integer> filled(NavigableSet<Integer> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a cron needs a value in every field");
    }
    return Collections.unmodifiableNavigableSet(new TreeSet<>(values));
  }

  @Override
  public Optional<Instant> next(Instant after) {
    if (after.isAfter(END)) {
      return Optional.empty();
    }
    Instant from = after.isBefore(BEGINNING) ? BEGINNING : after;
    // Local times may be left out or lie in the first pass of an hour that comes twice, hence a
    // loop. It is short: a change of clocks concerns the local times of a day at most.
    Optional<LocalDateTime> time = firstTime(LocalDateTime.ofInstant(from, zone));
    while (time.isPresent()) {
      Optional<Instant> fire = new At(time.get(), zone).next(after);
      if (fire.isPresent()) {
        return fire;
      }
      time = firstTime(time.get().plusMinutes(1));
    }
    return Optional.empty();
  }

  private Optional<LocalDateTime> firstTime(LocalDateTime from) {
    LocalDate today = from.toLocalDate();
    if (includes(today)) {
      Optional<LocalTime> later = firstTimeOfDay(from.toLocalTime());
      if (later.isPresent()) {
        return later.map(today::atTime);
      }
    }
    return firstDate(today.plusDays(1)).map(date -> date.atTime(hours.first(), minutes.first()));
  }

  private Optional<LocalTime> firstTimeOfDay(LocalTime from) {
    for (int hour : hours.tailSet(from.getHour())) {
      Integer minute = minutes.ceiling(hour == from.getHour() ? from.getMinute() : 0);
      if (minute != null) {
        return Optional.of(LocalTime.of(hour, minute));
      }
    }
    return Optional.empty();
  }

  /** Looks at single days only within the right months: 31 February ends in a blink. */
  private Optional<LocalDate> firstDate(LocalDate from) {
    LocalDate date = from;
    while (date.getYear() <= years.last()) {
      if (!years.contains(date.getYear())) {
        date = date.with(TemporalAdjusters.firstDayOfNextYear());
      } else if (!months.contains(date.getMonthValue())) {
        date = date.with(TemporalAdjusters.firstDayOfNextMonth());
      } else if (includes(date)) {
        return Optional.of(date);
      } else {
        date = date.plusDays(1);
      }
    }
    return Optional.empty();
  }

  private boolean includes(LocalDate date) {
    return years.contains(date.getYear())
        && months.contains(date.getMonthValue())
        && days.stream().anyMatch(day -> day.on(date));
  }
}
