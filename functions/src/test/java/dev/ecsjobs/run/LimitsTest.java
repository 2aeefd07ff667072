package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.attemptTimeout;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.runTimeout;
import static dev.ecsjobs.run.RunFixtures.second;
import static dev.ecsjobs.run.RunFixtures.startTimeout;
import static dev.ecsjobs.run.RunFixtures.withLimits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ecsjobs.job.Limits;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.RunState.Stopping;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Run STOPPING = aRunIn(Stage.STOPPING);

  @Test
  void attemptTimeoutIsCountedFromTheTasksStart() {
    var run = runIn(Stage.STARTED, attemptTimeout(TEN_MINUTES));
    Instant limit = second(30).plus(TEN_MINUTES);

    assertInstanceOf(Running.class, after(run, seen(limit.minusMillis(1))).state());
    assertEquals(
        new Stopping(
            1,
            aTask(1),
            FailureKind.TIMED_OUT,
            "its attemptTimeout of 10 min has passed",
            limit.plusSeconds(60)),
        after(run, seen(limit)).state());
  }

  @Test
  void theSweepComesWhenALimitIsPassedAndNotOnlyForTheNextLook() {
    var run = runIn(Stage.STARTED, attemptTimeout(TEN_MINUTES));

    assertEquals(Optional.of(second(30).plus(TEN_MINUTES)), after(run, seen(minute(9))).dueAt());
  }

  /** Its limit has passed: due at that, it would be due at once, again and again. */
  @Test
  void aTaskThatEcsDoesNotKnowIsAskedAboutLaterAndNotAtOnce() {
    var run = runIn(Stage.STARTED, attemptTimeout(TEN_MINUTES));
    var missed = after(run, new TaskNotFound(minute(11), 1, aTask(1)));

    assertEquals(Optional.of(minute(16)), missed.dueAt());
  }

  @Test
  void aTaskBeyondItsLimitIsStoppedWithOurReason() {
    var run = runIn(Stage.STARTED, attemptTimeout(TEN_MINUTES));

    assertEquals(
        List.of(new StopTask(aTask(1), "ecsjobs: its attemptTimeout of 10 min has passed")),
        run.decide(seen(minute(11))).effects());
  }

  @Test
  void aStoppedTaskComesBackAsTimedOut() {
    assertEquals(
        new Outcome.Failed(
            FailureKind.TIMED_OUT, OptionalInt.of(137), "Its attemptTimeout of 30 min has passed."),
        outcome(after(STOPPING, stoppedByUs(OptionalInt.of(137)))));
  }

  @Test
  void aTaskThatExitsWith0BecauseItIsStoppedHasTimedOutAllTheSame() {
    var run = after(STOPPING, stoppedByUs(OptionalInt.of(0)));

    assertEquals(RunResult.FAILED, run.finished().orElseThrow().result());
  }

  @Test
  void aContainerThatEndedByItselfWith0InTheMeantimeIsASuccess() {
    var run = after(STOPPING, new TaskStopped(minute(32), 1, aStoppedTask(0)));

    assertEquals(RunResult.SUCCEEDED, run.finished().orElseThrow().result());
  }

  @Test
  void aContainerThatEndedByItselfWith1InTheMeantimeHasItsExitCode() {
    var run = after(STOPPING, new TaskStopped(minute(32), 1, aStoppedTask(1)));

    assertEquals(
        new Outcome.Failed(
            FailureKind.EXIT_CODE, OptionalInt.of(1), "Container main exited with code 1."),
        outcome(run));
  }

  @Test
  void stoppingIsRepeatedWhileTheTaskIsStillSeen() {
    assertEquals(Optional.of(minute(32)), STOPPING.dueAt());
    var decision = STOPPING.decide(seen(minute(32)));

    assertEquals(
        List.of(new StopTask(aTask(1), "ecsjobs: its attemptTimeout of 30 min has passed")),
        decision.effects());
    assertEquals(Optional.of(minute(33)), STOPPING.apply(decision.events()).dueAt());
  }

  @Test
  void aTaskThatIsGoneAfterItWasStoppedHasTimedOut() {
    var run = after(STOPPING, new TaskNotFound(minute(32), 1, aTask(1)));

    assertEquals(
        new Outcome.Failed(
            FailureKind.TIMED_OUT, OptionalInt.empty(), "Its attemptTimeout of 30 min has passed."),
        outcome(run));
  }

  @Test
  void aTimedOutAttemptIsRetriedOnlyIfARuleSaysSo() {
    var rule = RetryRule.of(List.of(), Optional.of(FailureKind.TIMED_OUT), RetryRule.Then.RETRY);
    var retry = new RetryPolicy(2, 1, Duration.ofMinutes(1), 2, Duration.ofHours(1), List.of(rule));
    var stopping = aRunIn(Stage.STOPPING, aJob(retry));

    assertInstanceOf(BackingOff.class, after(stopping, stoppedByUs(OptionalInt.of(137))).state());
    assertEquals(
        "Its attemptTimeout of 30 min has passed. Without a rule that says so, TIMED_OUT is not"
            + " retried.",
        after(STOPPING, stoppedByUs(OptionalInt.of(137))).finished().orElseThrow().reason());
  }

  @Test
  void startTimeoutIsCountedFromTheAcceptanceAndOnThePlatformsBudget() {
    var run = runIn(Stage.ACCEPTED, startTimeout(TEN_MINUTES));
    var stopping = after(run, new TaskSeen(second(601), 1, aTask(1), Optional.empty()));
    var ended = after(stopping, stoppedByUs(OptionalInt.empty()));

    assertEquals(
        new Outcome.Failed(
            FailureKind.NEVER_STARTED,
            OptionalInt.empty(),
            "Its startTimeout of 10 min has passed."),
        outcome(ended));
    assertEquals(1, ended.failures().platform());
    assertInstanceOf(BackingOff.class, ended.state());
  }

  @Test
  void startTimeoutNoLongerAppliesOnceTheTaskRuns() {
    var run = runIn(Stage.STARTED, startTimeout(TEN_MINUTES));

    assertInstanceOf(Running.class, after(run, seen(minute(60))).state());
  }

  @Test
  void aLookThatFindsTheTaskStartedJustInTimeDoesNotStopIt() {
    var run = runIn(Stage.ACCEPTED, startTimeout(TEN_MINUTES));
    var seen = new TaskSeen(minute(12), 1, aTask(1), Optional.of(minute(9)));

    assertInstanceOf(Running.class, after(run, seen).state());
  }

  @Test
  void runTimeoutIsCountedFromTheFirstLaunch() {
    var run = runIn(Stage.STARTED, runTimeout(TEN_MINUTES));
    var stopping = after(run, seen(minute(10)));

    assertInstanceOf(Running.class, after(run, seen(second(599))).state());
    assertEquals(
        "Its runTimeout of 10 min has passed.",
        outcome(after(stopping, stoppedByUs(OptionalInt.of(137)))).what());
  }

  @Test
  void theTighterLimitIsTheOneNamed() {
    var limits =
        new Limits(
            Optional.of(Duration.ofMinutes(20)),
            Optional.of(TEN_MINUTES),
            Optional.empty(),
            Optional.empty());
    var stopping = after(runIn(Stage.STARTED, limits), seen(minute(60)));

    assertEquals(
        "its runTimeout of 10 min has passed",
        assertInstanceOf(Stopping.class, stopping.state()).why());
  }

  @Test
  void runTimeoutGoesOnThroughTheSecondAttempt() {
    var backingOff = runIn(Stage.BACKING_OFF, runTimeout(TEN_MINUTES));
    var second =
        after(
            backingOff,
            new Due(minute(4)),
            new LaunchAccepted(minute(4), 2, aTask(2)),
            new TaskStarted(minute(5), 2, aTask(2), minute(5)),
            new TaskSeen(minute(10), 2, aTask(2), Optional.of(minute(5))));

    assertInstanceOf(Stopping.class, second.state());
  }

  @Test
  void noAttemptIsPlannedAfterTheRunTimeout() {
    var run = runIn(Stage.STARTED, runTimeout(TEN_MINUTES));
    var failed = after(run, new TaskStopped(second(590), 1, aStoppedTask(1)));

    assertEquals(
        "Container main exited with code 1. The next attempt would start after the runTimeout,"
            + " which ends at 2026-03-01T01:10:00Z.",
        failed.finished().orElseThrow().reason());
  }

  @Test
  void noAttemptIsLaunchedAfterTheRunTimeoutByALateSweep() {
    var backingOff = runIn(Stage.BACKING_OFF, runTimeout(TEN_MINUTES));
    var late = backingOff.decide(new Due(minute(10)));

    assertEquals(List.of(), late.effects());
    assertEquals(
        "The run failed. Its runTimeout ended at 2026-03-01T01:10:00Z, before attempt 2 could be"
            + " launched.",
        late.reason());
  }

  private static Run runIn(Stage stage, Limits limits) {
    return aRunIn(stage, withLimits(aJob(), limits));
  }

  private static Signal seen(Instant at) {
    return new TaskSeen(at, 1, aTask(1), Optional.of(second(30)));
  }

  private static Signal stoppedByUs(OptionalInt exitCode) {
    return new TaskStopped(
        minute(32), 1, aStoppedTask(1, exitCode, "UserInitiated", "ecsjobs: its limit has passed"));
  }

  private static Outcome outcome(Run run) {
    return run.timeline().stream()
        .filter(AttemptEnded.class::isInstance)
        .map(event -> ((AttemptEnded) event).outcome())
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
