package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.second;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Effect.LookAtTask;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LookingTest {
  /** The task was accepted a second after the scheduled time. */
  private static final Run ACCEPTED = aRunIn(Stage.ACCEPTED);

  private static final Run STARTED = aRunIn(Stage.STARTED);

  @Test
  void aTaskWithoutEventsIsLookedAtAMinuteAfterItsAcceptance() {
    assertEquals(Optional.of(second(61)), ACCEPTED.dueAt());
    assertEquals(
        new Decision(
            List.of(),
            List.of(new LookAtTask(1, aTask(1))),
            "No event came about the task of attempt 1 for a while; ECS is asked."),
        ACCEPTED.decide(new Due(second(61))));
  }

  @Test
  void theLooksBecomeRarer() {
    var minutes = new ArrayList<Long>();
    var run = STARTED;
    for (int look = 1; look <= 7; look++) {
      Instant at = run.dueAt().orElseThrow();
      run = after(run, seen(at));
      minutes.add(Duration.between(at, run.dueAt().orElseThrow()).toMinutes());
    }
    assertEquals(List.of(1L, 2L, 4L, 5L, 5L, 5L, 5L), minutes);
  }

  @Test
  void aLookBeforeTheAcceptanceByAnotherClockIsRepeatedAMinuteLater() {
    assertEquals(Optional.of(second(30)), after(STARTED, seen(second(-30))).dueAt());
  }

  @Test
  void consecutiveLooksAreOneLineInTheTimelineAndEachIsAVersion() {
    var run = after(STARTED, seen(second(61)), seen(second(121)), seen(second(241)));

    assertEquals(STARTED.timeline().size() + 1, run.timeline().size());
    assertEquals(new TaskLookedAt(second(241), 1, true, second(481)), run.timeline().getLast());
    assertEquals(STARTED.version() + 3, run.version());
  }

  @Test
  void aLookTellsThatTheTaskStartedIfItsEventWasLost() {
    var run = after(ACCEPTED, new TaskSeen(second(61), 1, aTask(1), Optional.of(second(30))));

    assertEquals(
        new Running(1, aTask(1), second(1), Optional.of(second(30)), second(121), false),
        run.state());
  }

  @Test
  void aLookTellsThatTheTaskStoppedIfItsEventWasLost() {
    var run = after(STARTED, new Due(second(61)), new TaskStopped(second(61), 1, aStoppedTask(0)));

    assertEquals(RunResult.SUCCEEDED, run.finished().orElseThrow().result());
  }

  @Test
  void unknownTwiceAndOnlyAfterFiveMinutesAndAMarginEndsTheAttempt() {
    var once = after(STARTED, missing(second(61)));
    var twice = after(once, missing(second(330)));
    var late = after(twice, missing(second(331)));

    assertInstanceOf(Running.class, once.state());
    assertInstanceOf(Running.class, twice.state());
    assertEquals(
        List.of(
            new Outcome.Failed(
                FailureKind.UNKNOWN,
                OptionalInt.empty(),
                "ECS, asked twice, no longer knows the task.")),
        outcomes(late));
  }

  @Test
  void unknownOnceIsNotEnoughHoweverLate() {
    var once = after(STARTED, missing(second(3600)));

    assertInstanceOf(Running.class, once.state());
    assertEquals(1, outcomes(after(once, missing(second(3661)))).size());
  }

  @Test
  void unknownAndThenSeenStartsTheCountAnew() {
    var run = after(STARTED, missing(second(3600)), seen(second(3661)), missing(second(4261)));

    assertInstanceOf(Running.class, run.state());
    assertEquals(List.of(), outcomes(run));
  }

  @Test
  void unknownAndThenStartedStartsTheCountAnew() {
    var started = new TaskStarted(second(330), 1, aTask(1), second(329));
    var run = after(ACCEPTED, missing(second(301)), started, missing(second(3600)));

    assertInstanceOf(Running.class, run.state());
  }

  private static Signal seen(Instant at) {
    return new TaskSeen(at, 1, aTask(1), Optional.of(second(30)));
  }

  private static Signal missing(Instant at) {
    return new TaskNotFound(at, 1, aTask(1));
  }

  private static List<Outcome> outcomes(Run run) {
    return run.timeline().stream()
        .filter(AttemptEnded.class::isInstance)
        .map(event -> ((AttemptEnded) event).outcome())
        .toList();
  }
}
