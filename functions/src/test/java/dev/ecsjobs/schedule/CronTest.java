package dev.ecsjobs.schedule;

import static dev.ecsjobs.schedule.Schedules.fires;
import static dev.ecsjobs.schedule.Schedules.schedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

  /** The examples of EventBridge's documentation, from Friday 27 June 2025, 09:59 UTC. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron(0 10 * * ? *)             | 2025-06-27T10:00 2025-06-28T10:00 2025-06-29T10:00
          cron(15 12 * * ? *)            | 2025-06-27T12:15 2025-06-28T12:15
          cron(0 18 ? * MON-FRI *)       | 2025-06-27T18:00 2025-06-30T18:00 2025-07-01T18:00
          cron(0 8 1 * ? *)              | 2025-07-01T08:00 2025-08-01T08:00 2025-09-01T08:00
          cron(0/15 * * * ? *)           | 2025-06-27T10:00 2025-06-27T10:15 2025-06-27T10:30 2025-06-27T10:45 2025-06-27T11:00
          cron(0/10 * ? * MON-FRI *)     | 2025-06-27T10:00 2025-06-27T10:10
          cron(0/5 8-17 ? * MON-FRI *)   | 2025-06-27T10:00 2025-06-27T10:05
          cron(0/30 20-2 ? * MON-FRI *)  | 2025-06-27T20:00 2025-06-27T20:30 2025-06-27T21:00
          """)
  void firesAsTheDocumentationSays(String expression, String expected) {
    assertFires(expression, "2025-06-27T09:59", expected);
  }

  @Test
  void firesOnLastFridaysOfGivenYearsOnly() {
    List<String> all = fires("cron(15 10 ? * 6L 2022-2023)", "2021-06-01T00:00", 100);
    assertEquals(24, all.size());
    assertEquals(List.of("2022-01-28T10:15", "2022-02-25T10:15"), all.subList(0, 2));
    assertEquals("2023-12-29T10:15", all.getLast());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a step from 1                | cron(1/10 * * * ? *)       | 2025-01-01T00:00 | 2025-01-01T00:01 2025-01-01T00:11 2025-01-01T00:21
          a step does not wrap         | cron(0 22/4 * * ? *)       | 2025-01-01T00:00 | 2025-01-01T22:00 2025-01-02T22:00
          a step within a range        | cron(0 8-12/2 * * ? *)     | 2025-01-01T00:00 | 2025-01-01T08:00 2025-01-01T10:00 2025-01-01T12:00 2025-01-02T08:00
          a step of all                | cron(*/20 0 * * ? *)       | 2025-01-01T00:00 | 2025-01-01T00:20 2025-01-01T00:40 2025-01-02T00:00
          hours over midnight          | cron(0 22-1 * * ? *)       | 2025-01-01T00:00 | 2025-01-01T01:00 2025-01-01T22:00 2025-01-01T23:00 2025-01-02T00:00
          a step over midnight         | cron(0 22-4/3 * * ? *)     | 2025-01-01T00:00 | 2025-01-01T01:00 2025-01-01T04:00 2025-01-01T22:00 2025-01-02T01:00
          minutes over the hour        | cron(58-1 3 * * ? *)       | 2025-01-01T00:00 | 2025-01-01T03:00 2025-01-01T03:01 2025-01-01T03:58 2025-01-01T03:59
          weekdays over Saturday       | cron(0 0 ? * FRI-SUN *)    | 2025-06-26T00:00 | 2025-06-27T00:00 2025-06-28T00:00 2025-06-29T00:00 2025-07-04T00:00
          1 is Sunday                  | cron(0 0 ? * 1 *)          | 2025-06-27T00:00 | 2025-06-29T00:00 2025-07-06T00:00
          7 is Saturday                | cron(0 0 ? * 7 *)          | 2025-06-27T00:00 | 2025-06-28T00:00 2025-07-05T00:00
          the last day of the week     | cron(0 0 ? * L *)          | 2025-06-27T00:00 | 2025-06-28T00:00 2025-07-05T00:00
          a list                       | cron(0 9,17 1,15 * ? *)    | 2025-06-01T09:00 | 2025-06-01T17:00 2025-06-15T09:00 2025-06-15T17:00 2025-07-01T09:00
          names in any case            | cron(0 0 ? jan,Mar mon *)  | 2025-01-27T00:00 | 2025-03-03T00:00 2025-03-10T00:00
          any weekday                  | cron(0 0 ? * * *)          | 2025-01-27T00:00 | 2025-01-28T00:00 2025-01-29T00:00
          the last day of the month    | cron(0 0 L * ? *)          | 2024-01-31T00:00 | 2024-02-29T00:00 2024-03-31T00:00 2024-04-30T00:00
          a day some months lack       | cron(0 0 31 * ? *)         | 2025-03-31T00:00 | 2025-05-31T00:00 2025-07-31T00:00 2025-08-31T00:00
          nearest weekday: itself      | cron(0 0 3W 7 ? *)         | 2025-01-01T00:00 | 2025-07-03T00:00
          nearest to Saturday          | cron(0 0 5W 7 ? *)         | 2025-01-01T00:00 | 2025-07-04T00:00
          nearest to Sunday            | cron(0 0 6W 7 ? *)         | 2025-01-01T00:00 | 2025-07-07T00:00
          nearest to Saturday the 1st  | cron(0 0 1W 11 ? *)        | 2025-01-01T00:00 | 2025-11-03T00:00
          nearest to Sunday the last   | cron(0 0 31W 8 ? *)        | 2025-01-01T00:00 | 2025-08-29T00:00
          no nearest to a missing day  | cron(0 0 31W 6-7 ? *)      | 2025-01-01T00:00 | 2025-07-31T00:00 2026-07-31T00:00
          the second Tuesday           | cron(0 0 ? * 3#2 *)        | 2025-06-30T00:00 | 2025-07-08T00:00 2025-08-12T00:00
          the same by name             | cron(0 0 ? * tue#2 *)      | 2025-06-30T00:00 | 2025-07-08T00:00 2025-08-12T00:00
          a fifth Monday               | cron(0 0 ? * MON#5 *)      | 2025-06-30T00:00 | 2025-09-29T00:00 2025-12-29T00:00 2026-03-30T00:00
          the last Sunday by name      | cron(0 0 ? * SUNL *)       | 2025-06-30T00:00 | 2025-07-27T00:00 2025-08-31T00:00
          29 February                  | cron(0 0 29 2 ? *)         | 2024-02-29T00:00 | 2028-02-29T00:00 2032-02-29T00:00
          29 February, not in 2100     | cron(0 0 29 2 ? *)         | 2096-02-29T00:00 | 2104-02-29T00:00
          every other year             | cron(0 0 1 1 ? 2025/2)     | 2025-01-01T00:00 | 2027-01-01T00:00 2029-01-01T00:00
          """)
  void firesOn(String phrase, String expression, String after, String expected) {
    assertFires(expression, after, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          31 February            | cron(0 0 31 2 ? *)       | 1970-01-01T00:00:00Z
          the 31st's weekday     | cron(0 0 31W 2,4,6 ? *)  | 1970-01-01T00:00:00Z
          29 February of 2100    | cron(0 0 29 2 ? 2100)    | 1970-01-01T00:00:00Z
          years gone by          | cron(0 0 * * ? 1999)     | 2000-01-01T00:00:00Z
          the end of 2199        | cron(* * * * ? *)        | 2199-12-31T23:59:00Z
          the end of time        | cron(* * * * ? *)        | +1000000000-12-31T23:59:59Z
          """)
  void neverFiresAgain(String phrase, String expression, Instant after) {
    assertEquals(Optional.empty(), schedule(expression).next(after), phrase);
  }

  @Test
  void beginsWith1970InItsZone() {
    assertEquals(Optional.of(Instant.EPOCH), schedule("cron(* * * * ? *)").next(Instant.MIN));
    assertEquals(
        Optional.of(Instant.parse("1969-12-31T15:00:00Z")),
        schedule("cron(* * * * ? *)", "Asia/Tokyo").next(Instant.MIN));
  }

  @Test
  void firesStrictlyAfterAndOnTheFullMinute() {
    Schedule everyMinute = schedule("cron(* * * * ? *)");
    assertEquals(
        Optional.of(Instant.parse("2025-06-27T10:01:00Z")),
        everyMinute.next(Instant.parse("2025-06-27T10:00:00Z")));
    assertEquals(
        Optional.of(Instant.parse("2025-06-27T10:00:00Z")),
        everyMinute.next(Instant.parse("2025-06-27T09:59:59.999999999Z")));
    assertEquals(
        Optional.of(Instant.parse("2025-06-27T10:01:00Z")),
        everyMinute.next(Instant.parse("2025-06-27T10:00:30Z")));
  }

  @Test
  void equalWhenItMeansTheSame() {
    assertEquals(schedule("cron(0 0 ? * MON-FRI *)"), schedule("cron(0  0 ? 1-12 2,3,4,5,6 *)"));
  }

  @Test
  void needsAValueInEveryField() {
    var one = new TreeSet<>(List.of(1));
    var none = new TreeSet<Integer>();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cron(one, none, Set.of(new Day.LastOfMonth()), one, one, ZoneOffset.UTC));
  }

  private static void assertFires(String expression, String after, String expected) {
    List<String> times = Arrays.asList(expected.split(" +", -1));
    assertEquals(times, fires(expression, after, times.size()));
  }
}
