package dev.ecsjobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.Outcome.Succeeded;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

  /** Exit code, container's reason, stop code and stopped reason, as ECS gives them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # by its exit code
          1   | | EssentialContainerExited | Essential container in task exited | EXIT_CODE | Container main exited with code 1.
          137 | | EssentialContainerExited | Essential container in task exited | EXIT_CODE | Container main exited with code 137.
          143 | | EssentialContainerExited | Essential container in task exited | EXIT_CODE | Container main exited with code 143.
          3   | | SomethingNew             | Words nobody has read yet          | EXIT_CODE | Container main exited with code 3.
          3   | |                          |                                    | EXIT_CODE | Container main exited with code 3.
          # out of memory, as Fargate and as the EC2 agent spell it
          137 | OutOfMemoryError: container killed due to memory usage | EssentialContainerExited | Essential container in task exited | OUT_OF_MEMORY | Container main used more memory than it was given.
          137 | OutOfMemoryError: Container killed due to memory usage | EssentialContainerExited | Essential container in task exited | OUT_OF_MEMORY | Container main used more memory than it was given.
          1   | OutOfMemoryError: container killed due to memory usage | EssentialContainerExited | Essential container in task exited | OUT_OF_MEMORY | Container main used more memory than it was given.
              | OutOfMemory                                            | EssentialContainerExited |                                    | OUT_OF_MEMORY | Container main used more memory than it was given.
          # taken away by the platform
          137 | | SpotInterruption     | Your Spot Task was interrupted. | INTERRUPTED | The Spot capacity was taken back: Your Spot Task was interrupted.
          143 | | TerminationNotice    | Your Spot Task was interrupted. | INTERRUPTED | The Spot capacity was taken back: Your Spot Task was interrupted.
              | | SpotInterruption     |                                 | INTERRUPTED | The Spot capacity was taken back: ECS gives no reason.
              | | InfrastructureHealth | The host is impaired            | INTERRUPTED | The host failed: The host is impaired.
              | |                      | Host EC2 (instance i-1234567890abcdef0) terminated. | INTERRUPTED | The host was lost: Host EC2 (instance i-1234567890abcdef0) terminated.
              | | SomethingNew         | Host EC2 (instance i-1234567890abcdef0) stopped.    | INTERRUPTED | The host was lost: Host EC2 (instance i-1234567890abcdef0) stopped.
          # stopped by a person
          137 | | UserInitiated | Task stopped by user | CANCELLED | The task was stopped by hand: Task stopped by user.
              | | UserInitiated | Wrong input          | CANCELLED | The task was stopped by hand: Wrong input.
          # never ran
              | | TaskFailedToStart | Timeout waiting for network interface provisioning to complete. | NEVER_STARTED | The task never started: Timeout waiting for network interface provisioning to complete.
              | | TaskFailedToStart | CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref job:1: i/o timeout | NEVER_STARTED | The task never started: CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref job:1: i/o timeout.
              | | TaskFailedToStart | ResourceInitializationError: unable to pull secrets or registry auth: There is a connection issue | NEVER_STARTED | The task never started: ResourceInitializationError: unable to pull secrets or registry auth: There is a connection issue.
              | | TaskFailedToStart | | NEVER_STARTED | The task never started: ECS gives no reason.
          # nobody can tell: an absent exit code is not zero
              | | EssentialContainerExited | Essential container in task exited | UNKNOWN | Container main left no exit code: Essential container in task exited.
              | | SomethingNew             | Words nobody has read yet          | UNKNOWN | Container main left no exit code: Words nobody has read yet.
              | |                          |                                    | UNKNOWN | Container main left no exit code: ECS gives no reason.
          """)
  void aFailureIsNamedByWhoMustAct(
      Integer exitCode,
      String containerReason,
      String stopCode,
      String stoppedReason,
      FailureKind kind,
      String what) {
    var code = exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);

    assertEquals(
        new Failed(kind, code, what),
        Outcome.of(stopped("main", code, containerReason, stopCode, stoppedReason)));
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
