package dev.ecsjobs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a schedule fires, by what EventBridge Scheduler tells of it. */
class StoredScheduleTest {
  private static final Instant CREATED = Instant.parse("2026-03-01T12:00:07Z");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // A rate counts from its creation, or from its start.
        "rate(10 minutes), UTC, -, -, 12:00:07 12:10:07 12:20:07",
        "rate(10 minutes), UTC, 2026-03-01T12:05:00Z, -, 12:05 12:15 12:25",
        "rate(10 minutes), UTC, 2026-03-01T12:05:00Z, 2026-03-01T12:15:00Z, 12:05 12:15",
        "rate(10 minutes), UTC, 2026-03-01T12:05:00Z, 2026-03-01T12:14:59Z, 12:05",
        // A cron is only cut off by them.
        "cron(0/30 * * * ? *), UTC, -, 2026-03-01T13:00:00Z, 12:30 13:00",
        "cron(0/30 * * * ? *), UTC, 2026-03-01T13:00:00Z, -, 13:00 13:30 14:00",
        "cron(0 15 * * ? *), Europe/Berlin, -, 2026-03-01T23:00:00Z, 14:00",
        // A time that comes once has no use for them.
        "at(2026-03-01T12:30:00), UTC, 2026-03-01T13:00:00Z, -, 12:30",
        "at(2026-03-01T12:30:00), UTC, -, 2026-03-01T12:10:00Z, 12:30"
      })
  void firesFromItsStartToItsEnd(
      String expression, String zone, Instant start, Instant end, String fires) {
    var rule =
        switch (schedule(expression, zone, start, end).rule()) {
          case Checked.Valid<Schedule> valid -> valid.value();
          case Checked.Invalid<Schedule> invalid -> throw new AssertionError(invalid.problems());
        };

    assertEquals(
        Stream.of(fires.split(" ", -1)).map(StoredScheduleTest::today).toList(),
        rule.after(CREATED.minusNanos(1)).limit(3).toList());
  }

  private static Instant today(String time) {
    return Instant.parse("2026-03-01T" + (time.length() == 5 ? time + ":00" : time) + "Z");
  }

  @Test
  void saysWhatItCannotRead() {
    var zone = schedule("rate(1 day)", "Mars/Olympus", null, null).rule();
    var expression = schedule("rate(1 sol)", "UTC", null, null).rule();

    assertTrue(problems(zone).getFirst().contains("Mars/Olympus"));
    assertInstanceOf(Checked.Invalid.class, expression);
  }

  private static List<String> problems(Checked<Schedule> checked) {
    return switch (checked) {
      case Checked.Valid<Schedule> valid -> throw new AssertionError(valid.value());
      case Checked.Invalid<Schedule> invalid ->
          invalid.problems().stream().map(Object::toString).toList();
    };
  }

  private static StoredSchedule schedule(
      String expression, String zone, Instant start, Instant end) {
    return new StoredSchedule(
        "hello",
        "jobs",
        expression,
        zone,
        Optional.ofNullable(start),
        Optional.ofNullable(end),
        true,
        Duration.ZERO,
        "arn",
        "{}",
        CREATED,
        CREATED);
  }
}
