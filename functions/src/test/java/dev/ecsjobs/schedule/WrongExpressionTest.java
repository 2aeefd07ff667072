package dev.ecsjobs.schedule;

import static dev.ecsjobs.schedule.Schedules.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongExpressionTest {
  private static final Pattern SUGGESTED = Pattern.compile("(cron|rate|at)\\([^()…]+\\)");

  /**
   * Where it is wrong (a field, or - for the whole) and the fix, for expressions with one error.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # other systems' crons
          cron(0 10 * * *)            | -            | Add a year and ?: cron(0 10 * * ? *)
          cron(*/5 * * * 1-5)         | -            | Add a year and ?: cron(*/5 * ? * MON-FRI *)
          cron(0 10 * * 0)            | -            | Add a year and ?: cron(0 10 ? * SUN *)
          cron(0 10 * * 5,7)          | -            | Add a year and ?: cron(0 10 ? * FRI,SUN *)
          cron(0 10 1 * *)            | -            | Add a year and ?: cron(0 10 1 * ? *)
          cron(0 10 * * ?)            | -            | Add a year and ?: cron(0 10 * * ? *)
          cron(0 0 12 * * ? *)        | -            | Leave out the seconds: cron(0 12 * * ? *)
          cron(0 0 12 * * ?)          | -            | Write cron(0 12 * * ? *)
          cron(0 0 12 ? * MON-FRI)    | -            | Write cron(0 12 ? * MON-FRI *)
          cron(0 10 ? * 0 *)          | day-of-week  | Write SUN: EventBridge counts the days of the week from 1, Sunday, where unix has 0
          cron(0 10)                  | -            | Write it like cron(0 10 * * ? *)
          cron()                      | -            | Write it like cron(0 10 * * ? *)
          @daily                      | -            | Write cron(0 0 * * ? *)
          @Hourly                     | -            | Write cron(0 * * * ? *)
          @weekly                     | -            | Write cron(0 0 ? * SUN *)
          @monthly                    | -            | Write cron(0 0 1 * ? *)
          @yearly                     | -            | Write cron(0 0 1 1 ? *)
          @reboot                     | -            | Write cron(…), rate(…) or at(…), such as cron(0 10 * * ? *)
          # no form at all
          0 10 * * ? *                | -            | Put cron(…) around it
          CRON(0 10 * * ? *)          | -            | Write one of them in lower case with both brackets, such as cron(0 10 * * ? *), rate(5 minutes) or at(2030-01-31T10:00:00)
          cron(0 10 * * ? *           | -            | Write one of them in lower case with both brackets, such as cron(0 10 * * ? *), rate(5 minutes) or at(2030-01-31T10:00:00)
          every hour                  | -            | Write one of them in lower case with both brackets, such as cron(0 10 * * ? *), rate(5 minutes) or at(2030-01-31T10:00:00)
          # the two day fields
          cron(0 10 * * * *)          | day-of-week  | Write ? here: cron(0 10 * * ? *)
          cron(0 10 1 * * *)          | day-of-week  | Write ? here: cron(0 10 1 * ? *)
          cron(0 10 * * mon *)        | day-of-month | Write ? here: cron(0 10 ? * MON *)
          cron(0 10 ? * ? *)          | day-of-month | Write * in one of them: cron(0 10 * * ? *)
          cron(0 10 1 * MON *)        | day-of-week  | Write two schedules: cron(0 10 1 * ? *) and cron(0 10 ? * MON *)
          # values
          cron(60 * * * ? *)          | minutes      | Use 0-59
          cron(0 24 * * ? *)          | hours        | Write 0 for midnight
          cron(0 8-25 * * ? *)        | hours        | Use 0-23
          cron(0 0 0 * ? *)           | day-of-month | Use 1-31
          cron(0 0 32 * ? *)          | day-of-month | Use 1-31
          cron(0 0 1 13 ? *)          | month        | Use 1-12 or JAN-DEC
          cron(0 0 ? * 8 *)           | day-of-week  | Use 1-7 or SUN-SAT
          cron(0 0 1 1 ? 2200)        | year         | Use 1970-2199
          cron(0 0 1 1 ? 99999999999) | year         | Use 1970-2199
          cron(0 0 1 January ? *)     | month        | Write JAN
          cron(0 0 ? * TUES *)        | day-of-week  | Write TUE
          cron(0 0 ? MON * *)         | month        | Use 1-12 or JAN-DEC
          cron(x 0 * * ? *)           | minutes      | Use 0-59
          cron(/5 * * * ? *)          | minutes      | Write 0/5
          cron(-5 0 * * ? *)          | minutes      | Write a value, a range such as 0-1, or * for all
          cron(0 0 ? * MON- *)        | day-of-week  | Write a value, a range such as SUN-MON, or * for all
          cron(? 0 * * ? *)           | minutes      | Write * for all: only day-of-month and day-of-week have ?
          cron(0 0 * * ? ?)           | year         | Write * for all: only day-of-month and day-of-week have ?
          cron(0 L * * ? *)           | hours        | Use 0-23
          # lists, ranges, steps
          cron(0,,5 0 * * ? *)        | minutes      | Write a value, a range such as 0-1, or * for all
          cron(0-5-9 0 * * ? *)       | minutes      | Write a value, a range such as 0-1, or * for all
          cron(0/5/9 0 * * ? *)       | minutes      | Write a value, a range such as 0-1, or * for all
          cron(0/0 * * * ? *)         | minutes      | Write a step of 1 or more
          cron(0/x * * * ? *)         | minutes      | Write a step of 1 or more
          cron(0/90 * * * ? *)        | minutes      | Write a step below 60, or a rate, such as rate(90 minutes)
          cron(0 0/36 * * ? *)        | hours        | Write a step below 24, or a rate, such as rate(36 hours)
          cron(0 0 1/45 * ? *)        | day-of-month | Write a step below 31, or a rate, such as rate(45 days)
          cron(0 0 1 1/12 ? *)        | month        | Write a step below 12
          cron(0 0 /2 * ? *)          | day-of-month | Write 1/2
          cron(0 0 28-3 * ? *)        | day-of-month | Write 28-31,1-3
          cron(0 0 1 NOV-FEB ? *)     | month        | Write NOV-DEC,JAN-FEB
          cron(0 0 1 12-1 ? *)        | month        | Write DEC,JAN
          cron(0 0 1 1 ? 2030-2025)   | year         | Write 2025-2030
          cron(0 0 ? * MON/2 *)       | day-of-week  | Write MON,WED,FRI
          # the special days
          cron(0 0 LW * ? *)          | day-of-month | Write L for the last day, 25W for the weekday nearest the 25th, or ? here and 6L in day-of-week for the last Friday
          cron(0 0 L-3 * ? *)         | day-of-month | Write L for the last day, 25W for the weekday nearest the 25th, or ? here and 6L in day-of-week for the last Friday
          cron(0 0 W * ? *)           | day-of-month | Write 15W for the weekday nearest the 15th
          cron(0 0 32W * ? *)         | day-of-month | Use 1-31
          cron(0 0 6L * ? *)          | day-of-month | Write ? here and 6L in day-of-week
          cron(0 0 3#2 * ? *)         | day-of-month | Write ? here and 3#2 in day-of-week
          cron(0 0 ? * 15W *)         | day-of-week  | Write ? here and 15W in day-of-month
          cron(0 0 15,L * ? *)        | day-of-month | Write a schedule of its own for it
          cron(0 0 ? * 3#6 *)         | day-of-week  | Write a day, # and 1 to 5, such as 3#2 for the second Tuesday
          cron(0 0 ? * 3# *)          | day-of-week  | Write a day, # and 1 to 5, such as 3#2 for the second Tuesday
          cron(0 0 ? * 8#1 *)         | day-of-week  | Use 1-7 or SUN-SAT
          cron(0 0 ? * 8L *)          | day-of-week  | Use 1-7 or SUN-SAT
          # rates
          rate(1 hours)               | -            | Write rate(1 hour)
          rate(5 minute)              | -            | Write rate(5 minutes)
          rate(5 Minutes)             | -            | Write rate(5 minutes)
          rate(05  minutes)           | -            | Write rate(5 minutes)
          rate(5m)                    | -            | Write rate(5 minutes)
          rate(2 hrs)                 | -            | Write rate(2 hours)
          rate(0 minutes)             | -            | Write a number from 1 to 999999999
          rate(-1 minutes)            | -            | Write a number from 1 to 999999999
          rate(9999999999 days)       | -            | Write a number from 1 to 999999999
          rate(1.5 hours)             | -            | Write it in a smaller unit, such as rate(90 minutes) for one hour and a half
          rate(30 seconds)            | -            | Write minutes, hours or days: nothing fires faster than rate(1 minute)
          rate(2 weeks)               | -            | Write the weeks as days, such as rate(7 days)
          rate(1 month)               | -            | Write minutes, hours or days; for months a cron, such as cron(0 0 1 * ? *)
          rate(1 year)                | -            | Write minutes, hours or days; for years a cron, such as cron(0 0 1 1 ? *)
          rate(1 moon)                | -            | Write minutes, hours or days
          rate(5)                     | -            | Write it as rate(1 hour) or rate(5 minutes)
          rate(hour)                  | -            | Write it as rate(1 hour) or rate(5 minutes)
          rate()                      | -            | Write it as rate(1 hour) or rate(5 minutes)
          # times
          at(2030-01-31)              | -            | Write at(2030-01-31T00:00:00)
          at(2030-01-31 10:00)        | -            | Write at(2030-01-31T10:00:00)
          at(2030-01-31T10:00:30.5)   | -            | Write at(2030-01-31T10:00:30)
          at(2030-01-31T10:00:00Z)    | -            | Write at(2030-01-31T10:00:00), and the zone in ScheduleExpressionTimezone
          at(2030-01-31T10:00+02:00)  | -            | Write at(2030-01-31T10:00:00), and the zone in ScheduleExpressionTimezone
          at(tomorrow)                | -            | Write a date and a time, such as at(2030-01-31T10:00:00)
          at(2030-02-29T10:00:00)     | -            | Check that the month has this day, and that the time is from 00:00:00 to 23:59:59
          at(2030-01-31T24:00:00)     | -            | Check that the month has this day, and that the time is from 00:00:00 to 23:59:59
          """)
  void isRefusedWithItsFix(String expression, String where, String fix) {
    List<Problem> problems = problems(expression);
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(fix, problems.getFirst().fix());
    assertEquals(where, problems.getFirst().where().replaceAll("^$", "-"));
    suggestionsAreRight(problems.getFirst());
  }

  /** What a fix proposes can be pasted as it is. */
  private static void suggestionsAreRight(Problem problem) {
    Matcher suggested = SUGGESTED.matcher(problem.fix());
    while (suggested.find()) {
      Schedules.schedule(suggested.group());
    }
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertEquals(
        List.of(
            "minutes",
            "hours",
            "hours",
            "day-of-month",
            "month",
            "day-of-week",
            "year",
            "day-of-week"),
        places("cron(60 24,5/0 0 JUN-13 8#1 1969)"));
  }

  @Test
  void unixFieldsAreCheckedAlthoughTheirNumberIsWrong() {
    assertEquals(List.of("", "minutes", "hours"), places("cron(60 24 * * *)"));
    assertEquals(List.of("", "hours"), places("cron(0 0 24 * * ? *)"));
  }

  @Test
  void aBareUnixLineNeedsItsFormAndItsFields() {
    List<Problem> problems = problems("0 10 * * 1");
    assertEquals("Put cron(…) around it", problems.getFirst().fix());
    assertEquals("Add a year and ?: cron(0 10 ? * MON *)", problems.getLast().fix());
    assertEquals(2, problems.size());
  }

  @Test
  void unixWithBothDaysMeantTwoSchedules() {
    List<Problem> problems = problems("cron(0 10 1 * 1)");
    assertEquals("Add a year and ?", problems.getFirst().fix());
    assertEquals(
        "Write two schedules: cron(0 10 1 * ? *) and cron(0 10 ? * MON *)",
        problems.getLast().fix());
  }

  @Test
  void aRateMayBeWrongInNumberAndUnit() {
    assertEquals(2, problems("rate(0 seconds)").size());
  }

  @Test
  void eventBridgeTakes256Characters() {
    assertEquals(
        "Use ranges and steps, or several schedules",
        problems("cron(" + "1,".repeat(124) + "1 * * * ? *)").getFirst().fix());
    Schedules.schedule("cron(" + "1,".repeat(119) + "1 * * * ? *)");
  }

  @Test
  void aProblemIsASentenceAUserCanActOn() {
    assertEquals(
        "day-of-week: '0' in '0-5' is out of range. Write SUN: EventBridge counts the days of the"
            + " week from 1, Sunday, where unix has 0.",
        problems("cron(0 10 ? * 0-5 *)").getFirst().toString());
    assertTrue(
        problems("rate(1 hours)").getFirst().toString().startsWith("EventBridge does not take"));
  }

  private static List<String> places(String expression) {
    return problems(expression).stream().map(Problem::where).toList();
  }
}
