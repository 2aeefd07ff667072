package dev.ecsjobs.history;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.second;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunFixtures;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskStopped;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunSummaryTest {
  private static final RetryPolicy AT_ONCE =
      new RetryPolicy(2, 2, Duration.ZERO, 1, Duration.ZERO, List.of());

  /** Refused, exited with 1, then a success after a call that had to be repeated. */
  static Run succeededAfterRetries() {
    return after(
        aRunIn(Stage.LAUNCHING, aJob(AT_ONCE)),
        new LaunchRefused(second(5), 1, FailureKind.REFUSED, "RunTask refused: AGENT."),
        new TaskStopped(minute(2), 2, aStoppedTask(2, 1)),
        new Due(minute(4)),
        new LaunchAccepted(minute(4), 3, aTask(3)),
        new TaskStopped(
            minute(9),
            3,
            new StoppedTask(
                aTask(3),
                Optional.of("main"),
                OptionalInt.of(0),
                Optional.empty(),
                Optional.of("EssentialContainerExited"),
                Optional.of("Essential container in task exited"),
                Optional.of(minute(5)),
                Optional.of(minute(8)))));
  }

  static Run failed() {
    return after(
        aRunIn(Stage.LAUNCHING),
        new LaunchRefused(second(5), 1, FailureKind.MISCONFIGURED, "RunTask refused: INACTIVE."));
  }

  static Run skipped() {
    return after(aRunIn(Stage.REQUESTED), RunFixtures.blocked(second(1), RUN_ID));
  }

  /** The task ran, but its end was never told: ECS has forgotten it. */
  static Run forgotten() {
    var retry = new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of());
    return after(
        aRunIn(Stage.STARTED, aJob(retry)),
        new TaskNotFound(minute(90), 1, aTask(1)),
        new TaskNotFound(minute(100), 1, aTask(1)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FINISHED")
  void thereIsNoneBeforeTheEnd(Stage stage) {
    assertEquals(Optional.empty(), RunSummary.of(aRunIn(stage)));
  }

  @Test
  void aSuccessAfterRetriesListsEachAttempt() {
    assertEquals(
        new RunSummary(
            RUN_ID,
            Optional.of(SCHEDULED_TIME),
            SCHEDULED_TIME,
            minute(9),
            RunResult.SUCCEEDED,
            "It took 3 attempts.",
            List.of(
                new AttemptSummary(
                    1,
                    Optional.empty(),
                    SCHEDULED_TIME,
                    Optional.empty(),
                    second(5),
                    Optional.of(FailureKind.REFUSED),
                    OptionalInt.empty(),
                    "RunTask refused: AGENT."),
                new AttemptSummary(
                    2,
                    Optional.of(aTask(2)),
                    second(5),
                    Optional.empty(),
                    minute(2),
                    Optional.of(FailureKind.EXIT_CODE),
                    OptionalInt.of(1),
                    "Container main exited with code 1."),
                new AttemptSummary(
                    3,
                    Optional.of(aTask(3)),
                    minute(2),
                    Optional.of(minute(5)),
                    minute(8),
                    Optional.empty(),
                    OptionalInt.of(0),
                    "Container main exited with code 0."))),
        summary(succeededAfterRetries()));
  }

  @Test
  void aFailureSaysWhy() {
    var summary = summary(failed());

    assertEquals(RunResult.FAILED, summary.result());
    assertEquals(
        "RunTask refused: INACTIVE. Only a change by a person can mend this, so it is not retried.",
        summary.reason());
    assertEquals(Optional.of(FailureKind.MISCONFIGURED), summary.attempts().getFirst().kind());
  }

  @Test
  void aSkippedRunHasNoAttempts() {
    assertEquals(
        new RunSummary(
            RUN_ID,
            Optional.of(SCHEDULED_TIME),
            SCHEDULED_TIME,
            second(1),
            RunResult.SKIPPED,
            "Run nightly-report/20260301T010000Z is still active and concurrency is FORBID.",
            List.of()),
        summary(skipped()));
  }

  @Test
  void aForgottenTaskIsNamedAllTheSame() {
    var attempt = summary(forgotten()).attempts().getFirst();

    assertEquals(Optional.of(aTask(1)), attempt.task());
    assertEquals(Optional.of(second(30)), attempt.startedAt());
    assertEquals(minute(100), attempt.endedAt());
    assertEquals(Optional.of(FailureKind.UNKNOWN), attempt.kind());
  }

  static List<Run> runs() {
    return List.of(succeededAfterRetries(), failed(), skipped(), forgotten());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void whatIsWrittenIsReadBack(Run run) {
    var summary = summary(run);
    var stored = Json.write(summary.document().fields());

    assertEquals(summary, RunSummary.read(Document.reading(Json.readObject(stored))));
  }

  private static RunSummary summary(Run run) {
    return RunSummary.of(run).orElseThrow();
  }
}
