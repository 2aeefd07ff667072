package dev.ecsjobs.schedule;

import static dev.ecsjobs.schedule.Schedules.localFires;
import static dev.ecsjobs.schedule.Schedules.schedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Berlin and New York move by an hour, at 02:00/03:00 and at 02:00; Lord Howe by half an hour, at
 * 02:00; Apia left out a whole day.
 */
class DaylightSavingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | cron(30 2 * * ? *)   | 2025-03-28T12:00+01:00 | 2025-03-31T12:00+02:00 | 2025-03-29T02:30+01:00 2025-03-31T02:30+02:00
          Europe/Berlin       | cron(0 2,3 * * ? *)  | 2025-03-29T12:00+01:00 | 2025-03-30T12:00+02:00 | 2025-03-30T03:00+02:00
          Europe/Berlin       | cron(0/30 1-3 * * ? *) | 2025-03-29T12:00+01:00 | 2025-03-30T12:00+02:00 | 2025-03-30T01:00+01:00 2025-03-30T01:30+01:00 2025-03-30T03:00+02:00 2025-03-30T03:30+02:00
          America/New_York    | cron(0 2 * * ? *)    | 2025-03-08T12:00-05:00 | 2025-03-10T12:00-04:00 | 2025-03-10T02:00-04:00
          America/New_York    | cron(59 1 * * ? *)   | 2025-03-08T12:00-05:00 | 2025-03-09T12:00-04:00 | 2025-03-09T01:59-05:00
          Australia/Lord_Howe | cron(0/10 2 * * ? *) | 2025-10-04T12:00+10:30 | 2025-10-05T12:00+11:00 | 2025-10-05T02:30+11:00 2025-10-05T02:40+11:00 2025-10-05T02:50+11:00
          Pacific/Apia        | cron(0 9 * * ? *)    | 2011-12-28T12:00-10:00 | 2011-12-31T12:00+14:00 | 2011-12-29T09:00-10:00 2011-12-31T09:00+14:00
          """)
  void skipsTheTimesThatDaylightSavingLeavesOut(
      String zone, String expression, String after, String until, String expected) {
    assertEquals(times(expected), localFires(expression, zone, after, until));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | cron(30 2 * * ? *)   | 2025-10-25T12:00+02:00 | 2025-10-27T12:00+01:00 | 2025-10-26T02:30+02:00 2025-10-27T02:30+01:00
          Europe/Berlin       | cron(0 1-3 * * ? *)  | 2025-10-25T12:00+02:00 | 2025-10-26T12:00+01:00 | 2025-10-26T01:00+02:00 2025-10-26T02:00+02:00 2025-10-26T03:00+01:00
          Europe/Berlin       | cron(0/30 * * * ? *) | 2025-10-26T02:30+01:00 | 2025-10-26T03:30+01:00 | 2025-10-26T03:00+01:00 2025-10-26T03:30+01:00
          America/New_York    | cron(0 1,2 * * ? *)  | 2025-11-01T12:00-04:00 | 2025-11-02T12:00-05:00 | 2025-11-02T01:00-04:00 2025-11-02T02:00-05:00
          Australia/Lord_Howe | cron(0/15 1 * * ? *) | 2025-04-05T12:00+11:00 | 2025-04-06T12:00+10:30 | 2025-04-06T01:00+11:00 2025-04-06T01:15+11:00 2025-04-06T01:30+11:00 2025-04-06T01:45+11:00
          """)
  void firesOnceInAnHourThatComesTwice(
      String zone, String expression, String after, String until, String expected) {
    assertEquals(times(expected), localFires(expression, zone, after, until));
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"})
  void theNextFireIsTheSameFromAnywhereBeforeIt(String zone) {
    Schedule quarterly = schedule("cron(0/15 * * * ? *)", zone);
    Instant from = Instant.parse("2011-12-01T00:00:00Z");
    List<Instant> all =
        quarterly
            .after(from)
            .takeWhile(fire -> fire.isBefore(from.plusSeconds(366 * 86_400)))
            .limit(366 * 96)
            .toList();
    assertTrue(all.size() > 35_000, "almost every quarter of an hour");
    for (int i = 1; i < all.size(); i++) {
      Instant between = all.get(i).minusSeconds(1);
      assertEquals(Optional.of(all.get(i)), quarterly.next(between));
      assertEquals(Optional.of(all.get(i)), quarterly.next(all.get(i - 1)));
    }
  }

  @Test
  void atIsSkippedWhenItsTimeIsLeftOut() {
    assertEquals(
        Optional.empty(), schedule("at(2025-03-30T02:30:00)", "Europe/Berlin").next(Instant.EPOCH));
  }

  @Test
  void atIsTheFirstOfTwoEqualTimes() {
    assertEquals(
        Optional.of(Instant.parse("2025-10-26T00:30:00Z")),
        schedule("at(2025-10-26T02:30:00)", "Europe/Berlin").next(Instant.EPOCH));
  }

  @Test
  void aDailyRateDriftsInLocalTime() {
    assertEquals(
        List.of("2025-03-30T01:00:30+01:00", "2025-03-31T02:00:30+02:00"),
        localFires(
            "rate(1 day)", "Europe/Berlin", "2025-03-29T12:00+01:00", "2025-03-31T12:00+02:00"));
  }

  private static List<String> times(String text) {
    return Arrays.asList(text.split(" +", -1));
  }
}
