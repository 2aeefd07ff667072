package dev.ecsjobs.schedule;

import static dev.ecsjobs.schedule.Schedules.schedule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronDoubtsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          cron(0 8 ? * 1-5 *)      | likely  | day-of-week  | '1-5' is SUN-THU: EventBridge counts from 1, Sunday, while in unix it is MON-FRI
          cron(0 8 ? * 2 *)        | perhaps | day-of-week  | '2' is MON: EventBridge counts from 1, Sunday, while in unix it is TUE
          cron(0 8 ? * 6,7 *)      | perhaps | day-of-week  | '6,7' is FRI,SAT: EventBridge counts from 1, Sunday, while in unix it is SAT,SUN
          cron(* 2 * * ? *)        | likely  | minutes      | '*' with the one hour 2 fires 60 times, in every minute of it
          cron(0/1 2 * * ? *)      | likely  | minutes      | '0/1' with the one hour 2 fires 60 times, in every minute of it
          cron(0/25 * * * ? *)     | likely  | minutes      | '0/25' starts anew each time: after 50 come 10 minutes until 0, not 25
          cron(*/45 * * * ? *)     | likely  | minutes      | '*/45' starts anew each time: after 45 come 15 minutes until 0, not 45
          cron(0 0/5 * * ? *)      | likely  | hours        | '0/5' starts anew each time: after 20 come 4 hours until 0, not 5
          cron(0 0 1/2 * ? *)      | perhaps | day-of-month | '1/2' starts anew with each month, so that not all distances are 2 days
          cron(0 0 31 * ? *)       | likely  | day-of-month | months without a day 31 are left out
          """)
  void tellsWhatMayBeMeantOtherwise(String expression, String how, String where, String what) {
    schedule(expression); // is right
    var doubts = CronDoubts.of(expression);
    assertEquals(
        List.of(how + "|" + where + "|" + what),
        doubts.stream()
            .map(
                d ->
                    "%s|%s|%s"
                        .formatted(
                            d.likely() ? "likely" : "perhaps",
                            d.problem().where(),
                            d.problem().what()))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 8 ? * MON-FRI *)",
        "cron(0 8 ? * 2-6 *)",
        "cron(0 8 ? * 1,7 *)",
        "cron(15 10 ? * 6L 2022-2023)",
        "cron(0 0 ? * 3#2 *)",
        "cron(0/15 * * * ? *)",
        "cron(5/15 * * * ? *)",
        "cron(*/20 0 * * ? *)",
        "cron(0 0/6 * * ? *)",
        "cron(* * * * ? *)",
        "cron(* 8-17 * * ? *)",
        "cron(0 2 * * ? *)",
        "cron(30/30 2 * * ? *)",
        "cron(50/15 * * * ? *)",
        "cron(0 0 31 12 ? *)",
        "cron(0 0 L * ? *)",
        "rate(25 minutes)",
        "cron(0 8 * * 1-5)",
        "nonsense"
      })
  void hasNoDoubtAboutTheRest(String expression) {
    assertEquals(List.of(), CronDoubts.of(expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @daily          | cron(0 0 * * ? *)
          @weekly         | cron(0 0 ? * SUN *)
          0 9 * * 1-5     | cron(0 9 ? * MON-FRI *)
          */10 * * * *    | cron(*/10 * * * ? *)
          0 4 1 * *       | cron(0 4 1 * ? *)
          30 6 * * sun    | cron(30 6 ? * SUN *)
          0 9 1 * 1       | a schedule goes by day-of-month or by day-of-week, not by both
          0 9 * * 1/2     | EventBridge does not document steps of weekdays such as 'MON/2'
          @reboot         | EventBridge does not know '@reboot'
          every hour      | 'every hour' is no cron line of unix, which has five fields
          """)
  void translatesUnixLines(String line, String expected) {
    assertEquals(
        expected,
        switch (ForeignCron.ofUnix(line)) {
          case Checked.Valid<String>(var expression) -> {
            schedule(expression);
            yield expression;
          }
          case Checked.Invalid<String>(List<Problem> problems) -> problems.getFirst().what();
        });
  }
}
