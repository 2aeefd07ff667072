package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.second;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Stopping;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchDeferred;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A person wants a run to end. */
class CancellingTest {
  private static final String WHY = "the input is wrong";
  private static final String SAID = "The input is wrong.";
  private static final StopTask STOP = new StopTask(aTask(1), "ecsjobs: " + WHY);
  private static final Run NOTED =
      after(aRunIn(Stage.LAUNCHING), new CancelRequested(second(5), WHY));

  @Test
  void whileLaunchingItIsNotedSinceTheTaskIsNotKnownYet() {
    var decision = aRunIn(Stage.LAUNCHING).decide(new CancelRequested(second(5), WHY));

    assertEquals(List.of(), decision.effects());
    assertEquals(
        "The run is to be cancelled (the input is wrong): its task is stopped as soon as ECS names"
            + " it.",
        decision.reason());
    assertEquals(aRunIn(Stage.LAUNCHING).state(), NOTED.state());
    assertEquals(
        "It is known that the run is to be cancelled; nothing to do.",
        NOTED.decide(new CancelRequested(second(6), "again")).reason());
  }

  @Test
  void theTaskThatRunTaskThenAnswersWithIsStopped() {
    var decision = NOTED.decide(new LaunchAccepted(second(7), 1, aTask(1)));

    assertEquals(List.of(STOP), decision.effects());
    assertCancelledStop(NOTED.apply(decision.events()));
  }

  @Test
  void aTaskThatItsOwnEventNamesIsStoppedToo() {
    var signals =
        List.of(
            new TaskStarted(second(7), 1, aTask(1), second(6)),
            new TaskSeen(second(7), 1, aTask(1), Optional.empty()));
    for (var signal : signals) {
      var decision = NOTED.decide(signal);
      assertEquals(STOP, decision.effects().getFirst());
      assertCancelledStop(NOTED.apply(decision.events()));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, CANCELLED", "0, SUCCEEDED"})
  void aTaskThatHasStoppedMeanwhileEndsTheRun(int exitCode, RunResult result) {
    var run = after(NOTED, new TaskStopped(second(7), 1, aStoppedTask(exitCode)));
    assertEquals(result, run.finished().orElseThrow().result());
  }

  /** RunTask may have started a task without our learning of it: it must not go on unseen. */
  @Test
  void whenTheLeaseEndsTheSameCallTellsWhetherThereIsATask() {
    assertEquals(List.of(), NOTED.decide(new Due(second(59))).effects());
    var decision = NOTED.decide(new Due(second(60)));
    assertEquals(List.of(new StartTask(1)), decision.effects());

    var repeated = NOTED.apply(decision.events());
    var none = new LaunchRefused(second(61), 1, FailureKind.CANCELLED, "No task had been started.");
    assertCancelled(after(repeated, none));
    var there = repeated.decide(new LaunchAccepted(second(61), 1, aTask(1)));
    assertEquals(List.of(STOP), there.effects());
  }

  @Test
  void aTaskThatShowsUpAfterTheEndIsStopped() {
    var ended =
        after(
            NOTED, new LaunchRefused(second(7), 1, FailureKind.REFUSED, "RunTask refused: AGENT."));
    for (var signal :
        List.of(
            new LaunchAccepted(second(61), 1, aTask(1)),
            new TaskStarted(second(61), 1, aTask(1), second(61)))) {
      assertInstanceOf(StopTask.class, ended.decide(signal).effects().getFirst());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "MISCONFIGURED"})
  void aRefusalEndsTheRun(FailureKind kind) {
    assertCancelled(after(NOTED, new LaunchRefused(second(7), 1, kind, "RunTask refused: AGENT.")));
  }

  @Test
  void aDeferredLaunchIsNotMadeAgain() {
    var wait = new LaunchDeferred(second(4), 1, Duration.ofMinutes(2), "Rate exceeded.");
    var waiting = after(aRunIn(Stage.LAUNCHING), wait, new CancelRequested(second(5), WHY));

    assertInstanceOf(Launching.class, waiting.state());
    assertCancelled(after(waiting, new Due(waiting.dueAt().orElseThrow())));
    var answered = after(NOTED, wait);
    assertCancelled(after(answered, new Due(answered.dueAt().orElseThrow())));
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "STARTED"})
  void aRunningTaskIsStoppedWithTheReason(Stage stage) {
    var decision = aRunIn(stage).decide(new CancelRequested(minute(1), WHY));

    assertEquals(List.of(STOP), decision.effects());
    assertEquals("Attempt 1 is being stopped: the input is wrong.", decision.reason());
    assertCancelledStop(aRunIn(stage).apply(decision.events()));
  }

  @ParameterizedTest
  @CsvSource({
    "143, UserInitiated",
    "137, UserInitiated",
    "0,   UserInitiated",
    ",    UserInitiated",
    "1,   EssentialContainerExited",
    "143, EssentialContainerExited",
    ",    SpotInterruption",
    ",    TaskFailedToStart",
    ",    SomethingNew",
  })
  void itComesBackAsCancelledHoweverTheTaskEnded(Integer exitCode, String stopCode) {
    var code = exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    assertCancelled(after(cancelled(aJob().retry()), ended(code, stopCode)));
  }

  @Test
  void noRuleRetriesACancelledRun() {
    for (var then : List.of(RetryRule.Then.RETRY, RetryRule.Then.IGNORE)) {
      var any =
          new RetryRule(List.of(), Optional.empty(), Optional.of("*"), then, Optional.empty());
      var retry = new RetryPolicy(9, 9, Duration.ZERO, 1, Duration.ZERO, List.of(any));
      assertCancelled(
          after(cancelled(retry), ended(OptionalInt.of(1), "EssentialContainerExited")));
      assertCancelled(after(cancelled(retry), ended(OptionalInt.of(143), "UserInitiated")));
    }
  }

  @Test
  void aContainerThatSucceedsByItselfInTheMeantimeHasSucceeded() {
    var run = after(cancelled(aJob().retry()), new TaskStopped(minute(3), 1, aStoppedTask(0)));
    assertEquals(RunResult.SUCCEEDED, run.finished().orElseThrow().result());
  }

  @Test
  void aTaskThatEcsHasForgottenEndsTheRun() {
    assertCancelled(after(cancelled(aJob().retry()), new TaskNotFound(minute(6), 1, aTask(1))));
  }

  /** ECS is eventually consistent: it may run all the same, and StopTask may not have found it. */
  @Test
  void aYoungTaskThatEcsDoesNotFindIsStoppedAgain() {
    var decision = cancelled(aJob().retry()).decide(new TaskNotFound(minute(3), 1, aTask(1)));
    assertEquals(List.of(STOP), decision.effects());
  }

  @Test
  void stopTaskIsRepeatedWithTheReasonWhileTheTaskIsSeen() {
    var seen = new TaskSeen(minute(3), 1, aTask(1), Optional.of(second(30)));
    assertEquals(List.of(STOP), cancelled(aJob().retry()).decide(seen).effects());
  }

  @Test
  void betweenTwoAttemptsItEndsAtOnce() {
    var decision = aRunIn(Stage.BACKING_OFF).decide(new CancelRequested(minute(3), WHY));

    assertEquals(List.of(), decision.effects());
    assertEquals("The run was cancelled. " + SAID, decision.reason());
    assertCancelled(aRunIn(Stage.BACKING_OFF).apply(decision.events()));
  }

  @Test
  void whatIsBeingStoppedAlreadyIsNotStoppedTwice() {
    var decision = aRunIn(Stage.STOPPING).decide(new CancelRequested(minute(32), WHY));
    assertEquals(
        new Decision(List.of(), List.of(), "Attempt 1 is being stopped; nothing to do."), decision);
  }

  @Test
  void whatHasEndedOrNeverBegunStaysAsItIs() {
    assertEquals(
        "The run has ended already (SUCCEEDED); nothing to do.",
        aRunIn(Stage.FINISHED).decide(new CancelRequested(minute(3), WHY)).reason());
    assertEquals(
        "The run is not recorded; nothing to do.",
        aRunIn(Stage.REQUESTED).decide(new CancelRequested(minute(3), WHY)).reason());
  }

  @Test
  void aPersonsOwnStopTaskIsToldApart() {
    var byHand = aStoppedTask(1, OptionalInt.of(143), "UserInitiated", "Task stopped by user");
    var run = after(aRunIn(Stage.STARTED), new TaskStopped(minute(2), 1, byHand));
    var finished = run.finished().orElseThrow();

    assertEquals(RunResult.CANCELLED, finished.result());
    assertEquals(
        "The task was stopped by hand: Task stopped by user. A stopped run is not retried.",
        finished.reason());
    assertNotEquals(SAID, finished.reason());
  }

  private static Run cancelled(RetryPolicy retry) {
    return after(aRunIn(Stage.STARTED, aJob(retry)), new CancelRequested(minute(2), WHY));
  }

  private static Signal ended(OptionalInt exitCode, String stopCode) {
    return new TaskStopped(minute(3), 1, aStoppedTask(1, exitCode, stopCode, "words"));
  }

  private static void assertCancelledStop(Run run) {
    var stopping = assertInstanceOf(Stopping.class, run.state());
    assertEquals(FailureKind.CANCELLED, stopping.kind());
    assertEquals(WHY, stopping.why());
  }

  private static void assertCancelled(Run run) {
    var finished = run.finished().orElseThrow();
    assertEquals(RunResult.CANCELLED, finished.result());
    assertEquals(SAID, finished.reason());
  }
}
