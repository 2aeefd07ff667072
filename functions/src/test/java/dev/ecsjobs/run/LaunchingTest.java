package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.blocked;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.second;
import static dev.ecsjobs.run.RunFixtures.startingDeadline;
import static dev.ecsjobs.run.RunFixtures.withLimits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaunchingTest {
  private static final Run LAUNCHING = aRunIn(Stage.LAUNCHING);
  private static final Instant LEASE_END = second(60);

  @Test
  void theIntentIsRecordedWithALeaseBeforeTheTaskIsStarted() {
    var decision = aRunIn(Stage.REQUESTED).decide(new LaunchRequested(SCHEDULED_TIME));

    assertEquals(List.of(new AttemptLaunching(SCHEDULED_TIME, 1, 1, LEASE_END)), decision.events());
    assertEquals(List.of(new StartTask(1)), decision.effects());
    assertEquals(Optional.of(LEASE_END), LAUNCHING.dueAt());
  }

  @Test
  void startDeadlinePassedIsMissed() {
    var run = withDeadline(Optional.of(SCHEDULED_TIME));
    var late = after(run, new LaunchRequested(minute(60).plusMillis(1)));

    assertEquals(RunResult.MISSED, late.finished().orElseThrow().result());
    assertEquals(
        new Launching(1, 1, minute(61)), after(run, new LaunchRequested(minute(60))).state());
  }

  @Test
  void aRunThatNobodyScheduledIsNeverMissed() {
    var manual = withDeadline(Optional.empty());

    assertEquals(
        new Launching(1, 1, minute(901)), after(manual, new LaunchRequested(minute(900))).state());
  }

  private static Run withDeadline(Optional<Instant> scheduledTime) {
    var job = withLimits(aJob(), startingDeadline(Duration.ofHours(1)));
    return Run.requested(RUN_ID, job, scheduledTime, SCHEDULED_TIME);
  }

  @Test
  void blockedIsSkipped() {
    var earlier = RunId.scheduled(new JobName("nightly-report"), minute(-60));
    var decision = aRunIn(Stage.REQUESTED).decide(blocked(SCHEDULED_TIME, earlier));

    assertEquals(List.of(), decision.effects());
    assertEquals(
        "The run is skipped. Run nightly-report/20260301T000000Z is still active and concurrency"
            + " is FORBID.",
        decision.reason());
  }

  @Test
  void liveLeaseMakesARepeatedLaunchWait() {
    var justBefore = LEASE_END.minusMillis(1);

    for (var repeat : List.of(new LaunchRequested(justBefore), new Due(justBefore))) {
      assertNothing(
          "Attempt 1 is being launched by another call, or waits; it is launched again after"
              + " 2026-03-01T01:01:00Z.",
          LAUNCHING.decide(repeat));
    }
  }

  @Test
  void afterTheLeaseTheSameCallIsRepeated() {
    for (var repeat : List.of(new LaunchRequested(LEASE_END), new Due(LEASE_END))) {
      var decision = LAUNCHING.decide(repeat);

      assertEquals(List.of(new AttemptLaunching(LEASE_END, 1, 2, second(120))), decision.events());
      assertEquals(List.of(new StartTask(1)), decision.effects());
    }
  }

  @Test
  void givesUpAfterTenCallsWithoutAnAnswerAndStartsNoSecondTask() {
    var run = LAUNCHING;
    for (int call = 2; call <= 10; call++) {
      var decision = run.decide(new Due(run.dueAt().orElseThrow()));
      assertEquals(List.of(new StartTask(1)), decision.effects(), "call " + call);
      run = run.apply(decision.events());
    }
    var last = run.decide(new Due(run.dueAt().orElseThrow()));

    assertEquals(List.of(), last.effects());
    assertEquals(
        "The run failed. RunTask was called 10 times for attempt 1 and no answer could be recorded."
            + " Look for a task of it in the cluster before you run the job again.",
        last.reason());
  }

  @Test
  void anAnswerAfterARepeatedCallIsTakenAsTheFirstOne() {
    var repeated = after(LAUNCHING, new Due(LEASE_END));

    assertEquals(
        new Running(1, aTask(1), second(61), Optional.empty(), second(121), false),
        after(repeated, new LaunchAccepted(second(61), 1, aTask(1))).state());
  }

  @Test
  void aStartedEventThatOvertakesTheAnswerIsAdopted() {
    var run = after(LAUNCHING, new TaskStarted(second(2), 1, aTask(1), second(1)));

    assertEquals(
        new Running(1, aTask(1), second(2), Optional.of(second(1)), second(62), false),
        run.state());
    assertNothing(
        "Attempt 1: ECS accepted task 00000000000000000000000000000001, which has told of itself"
            + " already.",
        run.decide(new LaunchAccepted(second(3), 1, aTask(1))));
  }

  @Test
  void aStoppedEventThatOvertakesTheAnswerIsAdopted() {
    var decision = LAUNCHING.decide(new TaskStopped(second(2), 1, aStoppedTask(0)));
    var run = LAUNCHING.apply(decision.events());

    assertEquals(new TaskAccepted(second(2), 1, aTask(1)), decision.events().getFirst());
    assertEquals(RunResult.SUCCEEDED, run.finished().orElseThrow().result());
    assertNothing(
        "Attempt 1: ECS accepted task 00000000000000000000000000000001, which has told of itself"
            + " already.",
        run.decide(new LaunchAccepted(second(3), 1, aTask(1))));
  }

  @Test
  void aLookThatOvertakesTheAnswerIsAdopted() {
    var run = after(LAUNCHING, new TaskSeen(second(2), 1, aTask(1), Optional.empty()));

    assertEquals(
        new Running(1, aTask(1), second(2), Optional.empty(), second(62), false), run.state());
  }

  @Test
  void noTaskIsMissedBeforeThereIsOne() {
    assertNothing(
        "No task is expected yet; nothing to do.",
        LAUNCHING.decide(new TaskNotFound(second(2), 1, aTask(1))));
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "STARTED", "STOPPING", "BACKING_OFF", "FINISHED"})
  void aSecondTaskForTheSameAttemptIsStopped(Stage stage) {
    for (var signal :
        List.of(
            new LaunchAccepted(minute(1), 1, aTask(9)),
            new TaskStarted(minute(1), 1, aTask(9), minute(1)))) {
      var decision = aRunIn(stage).decide(signal);

      assertEquals(List.of(), decision.events());
      assertEquals(
          List.of(new StopTask(aTask(9), "ecsjobs: a second task for attempt 1")),
          decision.effects());
      assertEquals("There is a second task for attempt 1; it is stopped.", decision.reason());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "STARTED", "STOPPING"})
  void anotherTasksEventChangesNothing(Stage stage) {
    var signals =
        List.of(
            new TaskStopped(minute(40), 1, aStoppedTask(9, 0)),
            new TaskSeen(minute(40), 1, aTask(9), Optional.of(minute(1))),
            new TaskNotFound(minute(40), 1, aTask(9)));
    for (var signal : signals) {
      assertNothing(
          "The task is not this attempt's, which is " + aTask(1) + "; nothing to do.",
          aRunIn(stage).decide(signal));
    }
  }

  @Test
  void aLateEventOfAnEarlierAttemptChangesNothing() {
    var backingOff = aRunIn(Stage.BACKING_OFF);
    var second =
        after(
            backingOff,
            new Due(backingOff.dueAt().orElseThrow()),
            new LaunchAccepted(minute(4), 2, aTask(2)));
    var late = new TaskStopped(minute(5), 1, aStoppedTask(1, 0));

    assertNothing("Attempt 1 is not the current one, which is 2; nothing to do.", second, late);
    assertNothing("Attempt 1 is not the current one, which is 2; nothing to do.", backingOff, late);
  }

  @Test
  void anAttemptThatIsNotLaunchedYetHasNoEvents() {
    assertNothing(
        "Attempt 2 is not launched yet; nothing to do.",
        aRunIn(Stage.BACKING_OFF),
        new TaskStopped(minute(5), 2, aStoppedTask(2, 0)));
  }

  @Test
  void aRunIsLaunchedOnceHoweverOftenItIsAskedFor() {
    for (var stage : List.of(Stage.ACCEPTED, Stage.STARTED, Stage.STOPPING, Stage.BACKING_OFF)) {
      var decision = aRunIn(stage).decide(new LaunchRequested(minute(90)));
      assertNothing(decision.reason(), decision);
    }
    assertNothing(
        "The run has ended already (SUCCEEDED); nothing to do.",
        aRunIn(Stage.FINISHED),
        new LaunchRequested(minute(90)));
  }

  private static void assertNothing(String reason, Run run, Signal signal) {
    assertNothing(reason, run.decide(signal));
  }

  private static void assertNothing(String reason, Decision decision) {
    assertEquals(new Decision(List.of(), List.of(), reason), decision);
  }
}
