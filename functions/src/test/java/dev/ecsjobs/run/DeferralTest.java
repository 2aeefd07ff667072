package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.runTimeout;
import static dev.ecsjobs.run.RunFixtures.second;
import static dev.ecsjobs.run.RunFixtures.startingDeadline;
import static dev.ecsjobs.run.RunFixtures.withLimits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.retry.Failures;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchDeferred;
import dev.ecsjobs.run.Signal.TaskStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RunTask is throttled or over a quota: nothing is used up by waiting. */
class DeferralTest {
  private static final Run LAUNCHING = aRunIn(Stage.LAUNCHING);
  private static final Duration DELAY = Duration.ofMinutes(2);

  @Test
  void theCallIsMadeAgainAfterTheDelayAndNotBefore() {
    var run = deferred(LAUNCHING, second(1));

    assertEquals(Optional.of(second(121)), run.dueAt());
    assertEquals(List.of(), run.decide(new Due(second(120))).effects());
    assertEquals(List.of(new StartTask(1)), run.decide(new Due(second(121))).effects());
  }

  @Test
  void nothingIsUsedUp() {
    var run = LAUNCHING;
    for (int i = 0; i < 100; i++) {
      run = again(run);
    }
    assertEquals(Failures.NONE, run.failures());
    assertEquals(1, ((Launching) run.state()).attempt());
  }

  @Test
  void theCallsStartAgainAtTheFirst() {
    var unanswered = after(LAUNCHING, new Due(second(60)), new Due(second(120)));
    assertEquals(3, ((Launching) unanswered.state()).calls());

    var run = deferred(unanswered, second(121));
    assertEquals(new Launching(1, 0, second(241)), run.state());
    assertEquals(new Launching(1, 1, second(301)), after(run, new Due(second(241))).state());
  }

  @Test
  void ofManyInARowTheTimelineKeepsTheFirstLaunchAndTheLastDeferral() {
    var run = LAUNCHING;
    for (int i = 0; i < 50; i++) {
      run = again(run);
    }
    var last = run.timeline().get(1);

    assertEquals(3, run.timeline().size(), () -> "launch, deferral, launch");
    assertEquals(new AttemptLaunching(SCHEDULED_TIME, 1, 1, second(60)), run.timeline().getFirst());
    assertEquals(second(10), ((RunEvent.LaunchDeferred) last).since());
    assertTrue(last.at().isAfter(minute(60)), last::toString);
    assertEquals(1 + 50 * 2, run.version(), "each of them is a write all the same");
    assertEquals(run, RunDocument.read(RunDocument.of(run)));
  }

  @Test
  void whatIsSaidNamesTheBeginningTheReasonAndTheNextTime() {
    var run = again(LAUNCHING);
    assertEquals(
        "Attempt 1 waits since 2026-03-01T01:00:10Z: Rate exceeded. It is tried again at"
            + " 2026-03-01T01:04:20Z; nothing is used up.",
        run.decide(new LaunchDeferred(second(140), 1, DELAY, "Rate exceeded.")).reason());
  }

  @Test
  void aTaskAfterAllEndsTheWaiting() {
    var run = after(again(LAUNCHING), new LaunchAccepted(minute(5), 1, aTask(1)));

    assertInstanceOf(Running.class, run.state());
    assertEquals(Optional.empty(), run.deferredSince());
  }

  @Test
  void anEventOfATaskOvertakesTheWaiting() {
    var run = deferred(LAUNCHING, second(10));
    var started = after(run, new TaskStarted(second(20), 1, aTask(1), second(15)));
    assertInstanceOf(Running.class, started.state());
  }

  @Test
  void itEndsAfterADay() {
    var run = deferred(LAUNCHING, second(10));
    Instant dayAfter = second(10).plus(Duration.ofDays(1));
    var waiting = after(run, new Due(dayAfter.minusSeconds(60)));
    var stillWaiting = deferred(waiting, dayAfter.minusMillis(1));
    var ended = deferred(waiting, dayAfter);

    assertInstanceOf(Launching.class, stillWaiting.state());
    assertEquals(RunResult.FAILED, ended.finished().orElseThrow().result());
    assertEquals(
        "Attempt 1 could not be launched since 2026-03-01T01:00:10Z: Rate exceeded.",
        ended.finished().orElseThrow().reason());
  }

  @Test
  void itIsMissedWhenTheStartingDeadlinePassesMeanwhile() {
    var job = withLimits(aJob(), startingDeadline(Duration.ofHours(1)));
    var run = deferred(aRunIn(Stage.LAUNCHING, job), minute(58));

    assertEquals(List.of(new StartTask(1)), run.decide(new Due(minute(60))).effects(), "in time");
    var missed = after(run, new Due(minute(60).plusMillis(1)));
    assertEquals(RunResult.MISSED, missed.finished().orElseThrow().result());
    assertEquals(
        "ECS had no room for it before its startingDeadline 2026-03-01T02:00:00Z.",
        missed.finished().orElseThrow().reason());
  }

  /** The deadline is for the first launch: once that has been, only the runTimeout counts. */
  @Test
  void aLaterAttemptIsNotMissed() {
    var job = withLimits(aJob(), startingDeadline(Duration.ofMinutes(3)));
    var backingOff = aRunIn(Stage.BACKING_OFF, job);
    var second = after(backingOff, new Due(minute(4)));
    var deferred = after(second, new LaunchDeferred(minute(4), 2, DELAY, "Rate exceeded."));

    assertEquals(List.of(new StartTask(2)), deferred.decide(new Due(minute(6))).effects());
  }

  @Test
  void theRunTimeoutEndsItToo() {
    var job = withLimits(aJob(), runTimeout(Duration.ofMinutes(10)));
    var run = deferred(aRunIn(Stage.LAUNCHING, job), minute(8));

    assertEquals(Optional.of(minute(10)), run.dueAt());
    var ended = after(run, new Due(minute(10)));
    assertEquals(RunResult.FAILED, ended.finished().orElseThrow().result());
    assertEquals(
        "Its runTimeout ended at 2026-03-01T01:10:00Z, before attempt 1 could be launched.",
        ended.finished().orElseThrow().reason());
  }

  /** The call may have started a task: only ECS can tell, and then the task is stopped. */
  @Test
  void aCallWithoutAnAnswerIsRepeatedEvenAfterTheRunTimeoutAndTheDeadline() {
    var timeout = withLimits(aJob(), runTimeout(Duration.ofSeconds(30)));
    var deadline = withLimits(aJob(), startingDeadline(Duration.ofSeconds(30)));
    for (var job : List.of(timeout, deadline)) {
      var run = aRunIn(Stage.LAUNCHING, job);
      assertEquals(List.of(new StartTask(1)), run.decide(new Due(second(60))).effects());
    }
  }

  private static Run deferred(Run run, Instant at) {
    return after(run, new LaunchDeferred(at, 1, DELAY, "Rate exceeded."));
  }

  /** Deferred, and called again when that is due. */
  private static Run again(Run run) {
    var deferred = deferred(run, run.timeline().getLast().at().plusSeconds(10));
    return after(deferred, new Due(deferred.dueAt().orElseThrow()));
  }
}
