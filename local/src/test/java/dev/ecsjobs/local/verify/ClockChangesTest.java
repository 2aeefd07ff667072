package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Berlin and New York move by an hour; Lord Howe by half an hour, and in the other season. */
class ClockChangesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | cron(30 2 * * ? *)     | WARNING | 2027-03-28 02:30 in Europe/Berlin does not exist, for clocks go from 02:00 to 03:00: it is left out, the next run is at 2027-03-29 02:30
          Europe/Berlin       | cron(0 2 ? * MON-FRI *) | -      | -
          Europe/Berlin       | cron(0 2,3 * * ? *)    | NOTE    | 2027-03-28 02:00 in Europe/Berlin does not exist, for clocks go from 02:00 to 03:00: it is left out, the next run is at 2027-03-28 03:00
          Europe/Berlin       | cron(0 1 * * ? *)      | -       | -
          America/New_York    | cron(15 2 ? * SUN *)   | WARNING | 2027-03-14 02:15 in America/New_York does not exist, for clocks go from 02:00 to 03:00: it is left out, the next run is at 2027-03-21 02:15
          Australia/Lord_Howe | cron(0/10 2 * * ? *)   | NOTE    | 2027-10-03 02:00, 02:10, 02:20 in Australia/Lord_Howe does not exist, for clocks go from 02:00 to 02:30: it is left out, the next run is at 2027-10-03 02:30
          UTC                 | cron(30 2 * * ? *)     | -       | -
          """)
  void aTimeThatDoesNotExistIsToldWithTheDateAndTheNextRun(
      String zone, String expression, String severity, String what) {
    assertEquals(
        severity.equals("-") ? List.of() : List.of(severity + " job: " + what),
        found(expression, zone, "does not exist"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | cron(30 2 * * ? *)   | NOTE    | 2027-10-31 02:30 in Europe/Berlin comes twice, for clocks go from 03:00 back to 02:00: it runs the first time only
          Europe/Berlin       | cron(0 3 * * ? *)    | -       | -
          Europe/Berlin       | cron(0/10 * * * ? *) | WARNING | 2027-10-31 02:00, 02:10, 02:20, 02:30 and 2 more in Europe/Berlin comes twice, for clocks go from 03:00 back to 02:00: it runs the first time only, and then not for 1 h 10 min
          America/New_York    | cron(0 1 * * ? *)    | NOTE    | 2027-11-07 01:00 in America/New_York comes twice, for clocks go from 02:00 back to 01:00: it runs the first time only
          Australia/Lord_Howe | cron(45 1 * * ? *)   | NOTE    | 2027-04-04 01:45 in Australia/Lord_Howe comes twice, for clocks go from 02:00 back to 01:30: it runs the first time only
          Australia/Lord_Howe | cron(15 1 * * ? *)   | -       | -
          """)
  void aTimeThatComesTwiceIsToldWithTheDateAndRunsOnce(
      String zone, String expression, String severity, String what) {
    assertEquals(
        severity.equals("-") ? List.of() : List.of(severity + " job: " + what),
        found(expression, zone, "comes twice"));
  }

  @Test
  void aDisabledJobAndAZoneWithoutDaylightSavingHaveNothingToTell() {
    assertEquals(List.of(), new Jobs().with("job", "cron(30 2 * * ? *)", "Asia/Tokyo").findings());
    assertEquals(
        List.of(),
        new Jobs()
            .with("job", "cron(30 2 * * ? *)\n            State: DISABLED", "Europe/Berlin")
            .findings());
  }

  private static List<String> found(String expression, String zone, String words) {
    return new Jobs()
        .with("job", expression, zone).verification().findings().stream()
            .filter(finding -> finding.problem().what().contains(words))
            .map(finding -> finding.severity() + " " + finding.problem().what())
            .toList();
  }
}
