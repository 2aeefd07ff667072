package dev.ecsjobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.Outcome.Succeeded;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

  /** How ECS's words are read is told in {@link StopReasonsTest}. */
  @Test
  void aFailureIsNamedByWhoMustAct() {
    assertEquals(
        new Failed(FailureKind.EXIT_CODE, OptionalInt.of(3), "Container main exited with code 3."),
        Outcome.of(
            stopped(
                "main",
                OptionalInt.of(3),
                null,
                "EssentialContainerExited",
                "Essential container in task exited")));
  }

  @Test
  void whatHappenedAndHowToMendItAreSentences() {
    var stopped =
        stopped(
            "main",
            OptionalInt.of(137),
            "OutOfMemoryError: container killed due to memory usage",
            "EssentialContainerExited",
            "Essential container in task exited");
    assertEquals(
        new Failed(
            FailureKind.OUT_OF_MEMORY,
            OptionalInt.of(137),
            "Container main used more memory than it was given.",
            StopReasons.of(stopped).fix().map(fix -> fix + ".")),
        Outcome.of(stopped));
    assertTrue(StopReasons.of(stopped).fix().isPresent());
  }

  /** An absent exit code is not zero. */
  @Test
  void withoutAnExitCodeThereIsNoSuccess() {
    var outcome =
        Outcome.of(
            stopped(
                "main",
                OptionalInt.empty(),
                null,
                "EssentialContainerExited",
                "Essential container in task exited"));
    assertEquals(FailureKind.UNKNOWN, assertInstanceOf(Failed.class, outcome).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EssentialContainerExited | Essential container in task exited
          SpotInterruption         | Your Spot Task was interrupted.
          TerminationNotice        | Your Spot Task was interrupted.
          UserInitiated            | Task stopped by user
          SomethingNew             | Words nobody has read yet
                                   |
          """)
  void exitCode0IsSuccessWhateverStoppedTheTask(String stopCode, String stoppedReason) {
    assertEquals(
        new Succeeded("Container main exited with code 0."),
        Outcome.of(stopped("main", OptionalInt.of(0), null, stopCode, stoppedReason)));
  }

  @Test
  void aTaskWithoutContainersHasAnOutcomeToo() {
    assertEquals(
        "The container left no exit code: ECS gives no reason.",
        Outcome.of(stopped(null, OptionalInt.empty(), null, null, null)).what());
  }

  private static StoppedTask stopped(
      String container, OptionalInt exitCode, String reason, String stopCode, String stopped) {
    return new StoppedTask(
        RunFixtures.aTask(1),
        Optional.ofNullable(container),
        exitCode,
        Optional.ofNullable(reason),
        Optional.ofNullable(stopCode),
        Optional.ofNullable(stopped),
        Optional.empty(),
        Optional.empty());
  }
}
