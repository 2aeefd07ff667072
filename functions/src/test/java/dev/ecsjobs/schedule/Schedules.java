package dev.ecsjobs.schedule;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Short ways to read a schedule and to write down when it fires. */
final class Schedules {
  static final Instant START = Instant.parse("2025-01-01T00:00:30Z");

  private Schedules() {}

  static Schedule schedule(String expression) {
    return schedule(expression, "UTC");
  }

  static Schedule schedule(String expression, String zone) {
    return switch (Schedule.parse(expression, ZoneId.of(zone), START)) {
      case Checked.Valid<Schedule>(var schedule) -> schedule;
      case Checked.Invalid<Schedule>(var problems) -> fail(expression + " has " + problems);
    };
  }

  static List<Problem> problems(String expression) {
    return switch (Schedule.parse(expression, ZoneOffset.UTC, START)) {
      case Checked.Valid<Schedule>(var schedule) -> fail(expression + " was read as " + schedule);
      case Checked.Invalid<Schedule>(var problems) -> problems;
    };
  }

  /** The next fires after a UTC time, as UTC times to the minute. */
  static List<String> fires(String expression, String after, int count) {
    return schedule(expression)
        .after(LocalDateTime.parse(after).toInstant(ZoneOffset.UTC))
        .limit(count)
        .map(fire -> LocalDateTime.ofInstant(fire, ZoneOffset.UTC).toString())
        .toList();
  }

  /** The fires between two instants with an offset, as local times with their offset. */
  static List<String> localFires(String expression, String zone, String after, String until) {
    Instant end = OffsetDateTime.parse(until).toInstant();
    Stream<Instant> fires =
        schedule(expression, zone).after(OffsetDateTime.parse(after).toInstant());
    return fires
        .takeWhile(fire -> !fire.isAfter(end))
        .limit(100) // a schedule that stood still would never get there
        .map(fire -> fire.atZone(ZoneId.of(zone)).toOffsetDateTime().toString())
        .toList();
  }
}
