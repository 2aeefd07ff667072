package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "attemptTimeout": "PT2H", "runTimeout": "PT1H", "retry": {"maxAttempts": 1}      | WARNING attemptTimeout 2 h is longer than runTimeout 1 h, which ends the run before
          "startTimeout": "PT2H", "runTimeout": "PT1H", "retry": {"maxAttempts": 1}        | WARNING startTimeout 2 h is longer than runTimeout 1 h, which ends the run before
          "runTimeout": "PT2M", "retry": {"maxAttempts": 3, "initialDelay": "PT1M"}        | WARNING runTimeout 2 min ends the run before attempt 3 of 3 can begin: the delays alone are 3 min
          "runTimeout": "PT1M", "retry": {"maxAttempts": 3, "initialDelay": "PT1M"}        | WARNING runTimeout 1 min ends the run before attempt 2 of 3 can begin: the delays alone are 3 min
          "runTimeout": "PT4M", "retry": {"maxAttempts": 3, "initialDelay": "PT1M"}        | -
          "runTimeout": "PT1H", "attemptTimeout": "PT20M"                                  | NOTE runTimeout 1 h has no room for 3 attempts as long as attemptTimeout allows, which take 1 h 3 min
          "runTimeout": "PT1H3M", "attemptTimeout": "PT20M"                                | -
          "runTimeout": "PT1H", "startingDeadline": "P2D"                                  | WARNING startingDeadline 2 d is longer than the 1 d between two occurrences: one that is late may start after the next
          "runTimeout": "PT1H", "startingDeadline": "P1D"                                  | -
          """)
  void limitsAndRetriesThatCannotAllBeKept(String fields, String expected) {
    var found =
        new Jobs().with("job", "cron(0 6 * * ? *)", "UTC", fields).verification().findings();
    assertEquals(
        expected.equals("-") ? List.of() : List.of(expected),
        found.stream()
            .map(
                f ->
                    "%s %s %s"
                        .formatted(
                            f.severity(),
                            f.problem().where().replaceFirst(".*Input\\.", ""),
                            f.problem().what().replaceFirst("job: ", "")))
            .toList());
  }

  @Test
  void jobsThatNothingEndsAreToldTogether() {
    assertEquals(
        List.of(
            "NOTE no time limit ends a hanging run of one, two; until somebody does, it costs money"
                + " and a job that forbids overlap does not run again. Give an attemptTimeout, or"
                + " one for all in the parameter JobDefaults."),
        new Jobs()
            .with("one", "cron(0 6 * * ? *)", "UTC", "\"retry\": {}")
            .with("two", "cron(0 7 * * ? *)", "UTC", "\"retry\": {}")
            .with("three", "cron(0 8 * * ? *)", "UTC")
            .findings());
  }
}
