package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron(0 8 ? * 1-5 *)        | UTC           | WARNING job: day-of-week '1-5' is SUN-THU: EventBridge counts from 1, Sunday, while in unix it is MON-FRI. Write what you mean by name: SUN-THU or MON-FRI.
          cron(0 8 ? * 2-6 *)        | UTC           | -
          cron(0/25 * * * ? *)       | UTC           | WARNING job: minutes '0/25' starts anew each time: after 50 come 10 minutes until 0, not 25. Write a step that divides 60, or rate(25 minutes) for equal distances.
          cron(0 0 30 2 ? *)         | UTC           | WARNING job: cron(0 0 30 2 ? *) never fires. Give it a time to come, or take it out.
          cron(0 0 1 1 ? 2020)       | UTC           | WARNING job: cron(0 0 1 1 ? 2020) never fires again. Give it a time to come, or take it out.
          at(2026-12-31T00:00:00)    | UTC           | WARNING job: at(2026-12-31T00:00:00) never fires again. Give it a time to come, or take it out.
          at(2027-03-28T02:30:00)    | Europe/Berlin | WARNING job: at(2027-03-28T02:30:00) never fires: clocks go forward in Europe/Berlin, and that time is left out. Give it a time to come, or take it out.
          at(2027-03-28T03:00:00)    | Europe/Berlin | -
          rate(1 day)                | UTC           | NOTE job: a rate counts from its creation and knows no time zone; in local time it moves with daylight saving. Write a cron if the time of day matters.
          rate(6 hours)              | UTC           | -
          cron(*/90 * * * ? *)       | UTC           | ERROR the step in '*/90' is longer than the field, which starts anew each time. Write a step below 60, or a rate, such as rate(90 minutes).
          cron(0 8 * * 1-5)          | UTC           | ERROR a cron has six fields (minutes hours day-of-month month day-of-week year), not 5. Add a year and ?: cron(0 8 ? * MON-FRI *).
          cron(0 8 * * * *)          | UTC           | ERROR day-of-month and day-of-week are both *. Write ? here: cron(0 8 * * ? *).
          """)
  void anExpressionIsRightOrToldWithWhatWasProbablyMeant(
      String expression, String zone, String expected) {
    assertEquals(
        expected.equals("-") ? List.of() : List.of(expected),
        new Jobs().with("job", expression, zone).findings());
  }

  @Test
  void everythingIsToldAtOnceWhateverElseIsBroken() {
    var verification =
        new Jobs()
            .verification(
                """
                Resources:
                  Launch:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: dev.ecsjobs.lambda.LaunchHandler::handleRequest
                      Events:
                        One:
                          Type: ScheduleV2
                          Properties:
                            ScheduleExpression: cron(0 25 * * ? *)
                            Input: '{"job": "one", "task": {"definition": "nowhere"}, "retry": {"maxAttempts": 0}}'
                        Two:
                          Type: ScheduleV2
                          Properties:
                            Name: two
                            ScheduleExpression: cron(0 2 * * ? *)
                            ScheduleExpressionTimezone: Europe/Berlin
                            Input: !Sub '{"job": "two", "task": {"definition": "${Nowhere}"}}'
                        Three:
                          Type: ScheduleV2
                          Properties:
                            Name: three
                            ScheduleExpression: cron(0 2 * * ? *)
                            ScheduleExpressionTimezone: Europe/Berlin
                            Input: '{"job": "three", "task": {"definition": "nowhere"}, "attemptTimeout": "PT1M"}'
                        Four:
                          Type: ScheduleV2
                          Properties:
                            Name: four
                            Input: '{"job": "four"'
                """);
    assertEquals(
        List.of(
            "template.yaml:10 hours",
            "template.yaml:11 Input.retry.maxAttempts",
            "template.yaml:18",
            "template.yaml:29",
            "template.yaml:30"),
        where(verification, Severity.ERROR));
    assertEquals(
        List.of(
            "template.yaml:23",
            "template.yaml:25 Input.scheduledTime",
            "template.yaml:25 Input.task.definition"),
        where(verification, Severity.WARNING));
    assertFalse(verification.passes(Severity.ERROR));
  }

  private static List<String> where(Verification verification, Severity severity) {
    return verification.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(finding -> finding.problem().where().replaceFirst("(:\\d+):\\d+[.]?", "$1 ").strip())
        .map(where -> where.replace("  ", " "))
        .toList();
  }

  @Test
  void twoJobsOfOneNameAreAnErrorAndTwoSchedulesOfOneJobAreNot() {
    assertEquals(
        List.of(
            "ERROR the job at template.yaml:13:20 is named 'same' as well and is another: of two"
                + " runs due at one minute only one would start, and history and overlap are"
                + " shared. Give each job a name of its own."),
        new Jobs()
                .with("same", "cron(0 6 * * ? *)", "UTC")
                .with("same", "cron(0 7 * * ? *)", "UTC", "\"attemptTimeout\": \"PT2S\"")
                .findings()
                .stream()
                .filter(finding -> !finding.contains("schedule at"))
                .toList());
  }

  @Test
  void aJobInAnotherStackThanItsFunctionIsVerifiedAsWell() {
    var verification =
        new Jobs()
            .verification(
                """
                Resources:
                  Invoices:
                    Type: AWS::Scheduler::Schedule
                    Properties:
                      Name: invoices
                      ScheduleExpression: cron(0 2 * * ? *)
                      ScheduleExpressionTimezone: Europe/Berlin
                      Target:
                        Arn: !ImportValue ecsjobs-LaunchTarget
                        Input: '{"job": "invoices", "task": {"definition": "x"}, "retry": {"maxAttempts": 0}}'
                  Other:
                    Type: AWS::Scheduler::Schedule
                    Properties:
                      Name: other
                      ScheduleExpression: rate(1 hour)
                      Target: {Arn: !ImportValue somebody-elses-function}
                """);
    assertEquals(
        List.of("ERROR is 0. Give a whole number from 1 to 100."), Jobs.said(verification));
  }

  @Test
  void warningsPassUnlessTheyAreToCountAsErrors() {
    var verification = new Jobs().with("job", "cron(0 8 ? * 1-5 *)", "UTC").verification();
    assertTrue(verification.passes(Severity.ERROR));
    assertFalse(verification.passes(Severity.WARNING));
  }

  @Test
  void theDocumentHasCountsAndFindings() {
    var document = new Jobs().with("job", "cron(0 8 ? * 1-5 *)", "UTC").verification().document();
    assertEquals(
        "0 1 0",
        document.text("errors") + " " + document.text("warnings") + " " + document.text("notes"));
    Document finding = document.objects("findings").getFirst();
    assertEquals("warning", finding.text("severity"));
    assertEquals("template.yaml:11:33", finding.text("where"));
    assertTrue(finding.text("what").startsWith("job: "), finding::toString);
    assertTrue(finding.text("fix").startsWith("Write "), finding::toString);
  }
}
