package dev.ecsjobs.schedule;

import static dev.ecsjobs.schedule.Schedules.START;
import static dev.ecsjobs.schedule.Schedules.schedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtAndRateTest {

  @Test
  void atFiresOnceAtItsLocalTime() {
    Schedule at = schedule("at(2022-11-20T13:00:00)", "America/New_York");
    Instant fire = Instant.parse("2022-11-20T18:00:00Z");
    assertEquals(new At(LocalDateTime.of(2022, 11, 20, 13, 0), ZoneId.of("America/New_York")), at);
    assertEquals(List.of(fire), at.after(Instant.MIN).toList());
    assertEquals(Optional.of(fire), at.next(fire.minusNanos(1)));
    assertEquals(Optional.empty(), at.next(fire));
  }

  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), PT1M",
    "rate(5 minutes), PT5M",
    "rate(1 hour), PT1H",
    "rate(36 hours), PT36H",
    "rate(1 day), PT24H",
    "rate(7 days), PT168H"
  })
  void readsRates(String expression, Duration every) {
    assertEquals(new Rate(every, START), schedule(expression));
  }

  @ParameterizedTest
  @CsvSource({
    "long before,        2020-01-01T00:00:00Z, 2025-01-01T00:00:30Z",
    "just before,        2025-01-01T00:00:29Z, 2025-01-01T00:00:30Z",
    "at the start,       2025-01-01T00:00:30Z, 2025-01-01T00:05:30Z",
    "within the first,   2025-01-01T00:03:00Z, 2025-01-01T00:05:30Z",
    "just before a fire, 2025-01-01T00:10:29.999Z, 2025-01-01T00:10:30Z",
    "at a fire,          2025-01-01T00:10:30Z, 2025-01-01T00:15:30Z",
    "years later,        2035-06-01T12:00:00Z, 2035-06-01T12:00:30Z"
  })
  void rateKeepsThePhaseOfItsStart(String phrase, Instant after, Instant expected) {
    assertEquals(Optional.of(expected), schedule("rate(5 minutes)").next(after), phrase);
  }

  @Test
  void rateEndsWithTheCalendarOfEventBridge() {
    Schedule rate = schedule("rate(999999999 days)");
    assertEquals(Optional.of(START), rate.next(Instant.MIN));
    assertEquals(Optional.empty(), rate.next(Instant.MAX));
    assertEquals(Optional.of(START.plus(Duration.ofDays(999_999_999))), rate.next(START));
  }

  @Test
  void aRateMovesOn() {
    assertThrows(IllegalArgumentException.class, () -> new Rate(Duration.ZERO, START));
    assertThrows(IllegalArgumentException.class, () -> new Rate(Duration.ofDays(-1), START));
  }
}
