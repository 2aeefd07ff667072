package dev.ecsjobs.local.times;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrencesTest {
  @Test
  void aRangeHasItsBeginningAndNotItsEnd() {
    var nightly = of("cron(0 2 * * ? *)");
    var first = Instant.parse("2026-03-01T02:00:00Z");
    var third = Instant.parse("2026-03-03T02:00:00Z");

    assertEquals(
        List.of(first, Instant.parse("2026-03-02T02:00:00Z")), nightly.within(first, third, 10));
    assertEquals(List.of(first), nightly.within(first, third, 1));
    assertEquals(List.of(), nightly.within(first.plusSeconds(1), first.plusSeconds(60), 10));
  }

  @ParameterizedTest
  @CsvSource({
    "cron(0 2 * * ? *),      2026-03-01T02:00:00Z, 2026-02-28T02:00:00Z, 2026-03-01T02:00:00Z",
    "cron(0 2 * * ? *),      2026-03-01T02:00:01Z, 2026-03-01T02:00:00Z, 2026-03-02T02:00:00Z",
    "cron(* * 1 1 ? *),      2026-12-24T00:00:00Z, 2026-01-01T23:59:00Z, 2027-01-01T00:00:00Z",
    "cron(0 0 29 2 ? *),     2027-03-01T00:00:00Z, 2024-02-29T00:00:00Z, 2028-02-29T00:00:00Z",
    "cron(0 0 1 1 ? 2020),   2026-03-01T00:00:00Z, 2020-01-01T00:00:00Z,",
    "at(2030-01-01T00:00:00), 2026-03-01T00:00:00Z, ,                    2030-01-01T00:00:00Z",
    "rate(5 minutes),        2026-03-01T00:03:00Z, 2026-03-01T00:00:00Z, 2026-03-01T00:05:00Z",
  })
  void knowsTheTimesAround(String expression, Instant moment, Instant before, Instant from) {
    assertEquals(Optional.ofNullable(before), of(expression).before(moment));
    assertEquals(Optional.ofNullable(from), of(expression).from(moment));
  }

  private static Occurrences of(String expression) {
    return switch (Schedule.parse(expression, ZoneId.of("UTC"), Instant.EPOCH)) {
      case Checked.Valid<Schedule>(var rule) -> new Occurrences(rule);
      case Checked.Invalid<Schedule>(var problems) -> fail(problems.toString());
    };
  }
}
