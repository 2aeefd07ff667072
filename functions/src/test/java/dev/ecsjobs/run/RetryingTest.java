package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.minute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RetryingTest {
  private static final RetryPolicy AT_ONCE =
      new RetryPolicy(3, 3, Duration.ZERO, 1, Duration.ZERO, List.of());

  @Test
  void succeedsAtOnce() {
    var end = aRunIn(Stage.FINISHED).finished().orElseThrow();

    assertEquals(new RunState.Finished(RunResult.SUCCEEDED, "It took 1 attempt.", minute(2)), end);
  }

  @Test
  void retriesAfterExitCode1UntilMaxAttempts() {
    var run = aRunIn(Stage.LAUNCHING);
    for (int attempt = 1; attempt <= 2; attempt++) {
      run = launchAgain(exit1(run, attempt));
    }
    run = exit1(run, 3);

    assertEquals(List.of(1, 2, 3), attempts(run));
    assertEquals(
        "Container main exited with code 1. All 3 attempts are used.", failed(run).reason());
  }

  @Test
  void theDelayGrowsByAPowerOfTwoAndUpToATenth() {
    var first = exit1(aRunIn(Stage.LAUNCHING), 1);
    var second = exit1(launchAgain(first), 2);

    assertDelay(Duration.ofMinutes(1), first);
    assertDelay(Duration.ofMinutes(2), second);
  }

  private static void assertDelay(Duration expected, Run run) {
    var scheduled = assertInstanceOf(RetryScheduled.class, run.timeline().getLast());
    var delay = Duration.between(scheduled.at(), scheduled.until());
    assertTrue(delay.compareTo(expected) >= 0, delay.toString());
    assertTrue(delay.compareTo(expected.plus(expected.dividedBy(10))) <= 0, delay.toString());
  }

  @Test
  void waitsUntilTheDelayIsOver() {
    var run = aRunIn(Stage.BACKING_OFF);
    Instant until = run.dueAt().orElseThrow();

    assertEquals(
        "Attempt 2 is due at " + until + ".", run.decide(new Due(until.minusMillis(1))).reason());
    assertEquals(List.of(new StartTask(2)), run.decide(new Due(until)).effects());
  }

  @Test
  void twoBudgetsAreCountedApart() {
    var retry = new RetryPolicy(2, 3, Duration.ofMinutes(1), 2, Duration.ofHours(1), List.of());
    var run = aRunIn(Stage.LAUNCHING, aJob(retry));
    run = launchAgain(interrupted(run, 1));
    run = launchAgain(exit1(run, 2));
    run = launchAgain(refused(run, 3));

    assertEquals(new Launching(4, 1, dueAt(run)), run.state());
    assertEquals(
        "Container main exited with code 1. All 2 attempts are used.",
        failed(exit1(run, 4)).reason());
    assertEquals(
        "RunTask refused: AGENT. All 3 infrastructure attempts are used.",
        failed(refused(run, 4)).reason());
  }

  @Test
  void immediateRetryWhenTheDelayIsZero() {
    var decision =
        aRunIn(Stage.STARTED, aJob(AT_ONCE)).decide(new TaskStopped(minute(2), 1, aStoppedTask(1)));

    assertEquals(
        List.of(AttemptEnded.class, RetryScheduled.class, AttemptLaunching.class),
        decision.events().stream().map(Object::getClass).toList());
    assertEquals(List.of(new StartTask(2)), decision.effects());
  }

  @Test
  void anImmediateRetryOfARefusalStopsWithItsBudgetToo() {
    var run = aRunIn(Stage.LAUNCHING, aJob(AT_ONCE));
    for (int attempt = 1; attempt <= 3; attempt++) {
      run = refused(run, attempt);
    }
    assertEquals(
        "RunTask refused: AGENT. All 3 infrastructure attempts are used.", failed(run).reason());
  }

  @Test
  void whatOnlyAPersonCanMendIsNotRetried() {
    var run =
        after(
            aRunIn(Stage.LAUNCHING),
            new LaunchRefused(
                minute(1), 1, FailureKind.MISCONFIGURED, "RunTask refused: INACTIVE."));

    assertEquals(
        "RunTask refused: INACTIVE. Only a change by a person can mend this, so it is not retried.",
        failed(run).reason());
  }

  @Test
  void aTaskThatAPersonStoppedIsNotRetried() {
    var stopped = aStoppedTask(1, OptionalInt.of(143), "UserInitiated", "Task stopped by user");
    var run = after(aRunIn(Stage.STARTED), new TaskStopped(minute(2), 1, stopped));

    var finished = run.finished().orElseThrow();
    assertEquals(RunResult.CANCELLED, finished.result());
    assertEquals(
        "The task was stopped by hand: Task stopped by user. A stopped run is not retried.",
        finished.reason());
  }

  @Test
  void theSameEventDeliveredAgainCountsOnce() {
    var run = aRunIn(Stage.BACKING_OFF);

    assertEquals(run, exit1(run, 1));
  }

  private static Run exit1(Run run, int attempt) {
    var stopped = new TaskStopped(later(run), attempt, aStoppedTask(attempt, 1));
    return after(run, new LaunchAccepted(later(run), attempt, aTask(attempt)), stopped);
  }

  private static Run interrupted(Run run, int attempt) {
    var stopped =
        aStoppedTask(
            attempt, OptionalInt.of(137), "SpotInterruption", "Your Spot Task was interrupted.");
    return after(
        run,
        new LaunchAccepted(later(run), attempt, aTask(attempt)),
        new TaskStopped(later(run), attempt, stopped));
  }

  private static Run refused(Run run, int attempt) {
    return after(
        run,
        new LaunchRefused(later(run), attempt, FailureKind.REFUSED, "RunTask refused: AGENT."));
  }

  private static Run launchAgain(Run run) {
    assertInstanceOf(BackingOff.class, run.state());
    return after(run, new Due(dueAt(run)));
  }

  private static Instant later(Run run) {
    return run.timeline().getLast().at().plusSeconds(10);
  }

  private static Instant dueAt(Run run) {
    return run.dueAt().orElseThrow();
  }

  private static List<Integer> attempts(Run run) {
    return run.timeline().stream()
        .filter(AttemptLaunching.class::isInstance)
        .map(event -> ((AttemptLaunching) event).attempt())
        .toList();
  }

  private static RunState.Finished failed(Run run) {
    var finished = run.finished().orElseThrow();
    assertEquals(RunResult.FAILED, finished.result());
    return finished;
  }
}
