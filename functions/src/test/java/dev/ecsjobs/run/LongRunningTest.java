package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.second;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Notify;
import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that takes longer than it should is told of, once, while it runs. */
class LongRunningTest {
  private static final Run STARTED = aRunIn(Stage.STARTED);
  private static final Usual TWENTY_MINUTES = new Usual(Duration.ofMinutes(20), 38);

  /** What is usual in minutes, of how many runs; how long the run has taken; whether it is told. */
  @ParameterizedTest
  @CsvSource({
    "20, 38, 29, false",
    "20, 38, 30, true", // half as long again
    "20, 38, 90, true",
    "20,  9, 90, false", // too few to tell from
    "20, 10, 90, true",
    " 2, 38,  6, false",
    " 2, 38,  7, true", // five minutes at least
  })
  void isOneThatTakesHalfAsLongAgainAsIsUsual(int usual, int runs, int minutes, boolean told) {
    var seen = seen(minute(minutes), Optional.of(new Usual(Duration.ofMinutes(usual), runs)));
    assertEquals(told, isTold(after(STARTED, seen)));
  }

  @Test
  void isToldInASentenceWithItsFigures() {
    var decision = STARTED.decide(seen(minute(47), Optional.of(TWENTY_MINUTES)));
    assertEquals(
        "The run takes longer than usual: it has been under way for 47 min 00 s; of the last 38"
            + " that succeeded 95 in 100 took at most 20 min 00 s.",
        decision.events().getFirst().reason());
    assertEquals(List.of(), decision.effects());
  }

  @Test
  void isToldOnceAndLookedAtAsBefore() {
    var told = after(STARTED, seen(minute(47), Optional.of(TWENTY_MINUTES)));
    var later = after(told, seen(minute(52), Optional.of(TWENTY_MINUTES)));
    assertEquals(1, tellings(later));
    assertEquals(Optional.of(minute(57)), later.dueAt());
    assertEquals(told.timeline().size(), later.timeline().size());
  }

  @Test
  void isToldOnceAlsoWhenAnotherAttemptFollows() {
    var job = notifying(new Notify(1, Optional.empty(), false, Optional.of(Duration.ofMinutes(1))));
    var told = after(aRunIn(Stage.STARTED, job), seen(minute(1), Optional.empty()));
    var again =
        after(
            told,
            new Signal.TaskStopped(minute(2), 1, RunFixtures.aStoppedTask(1)),
            new Signal.Due(minute(9)),
            new Signal.LaunchAccepted(minute(9), 2, aTask(2)),
            new TaskSeen(minute(20), 2, aTask(2), Optional.of(minute(9))));
    assertEquals(1, tellings(again));
  }

  @Test
  void isOneThatTakesLongerThanItsJobSaysWhateverIsUsual() {
    var job =
        notifying(new Notify(1, Optional.empty(), false, Optional.of(Duration.ofMinutes(45))));
    var run = aRunIn(Stage.STARTED, job);
    assertFalse(isTold(after(run, seen(minute(44), Optional.of(TWENTY_MINUTES)))));
    var decision = run.decide(seen(minute(46), Optional.empty()));
    assertEquals(
        new LongRunningSeen(
            minute(46), Duration.ofMinutes(46), Duration.ofMinutes(45), OptionalInt.empty()),
        decision.events().getFirst());
    assertEquals(
        "The run takes longer than it should: it has been under way for 46 min 00 s, and"
            + " notify.longRunning is 45 min.",
        decision.events().getFirst().reason());
  }

  @Test
  void isLookedAtAtTheVeryTimeThatItsJobSays() {
    var job =
        notifying(new Notify(1, Optional.empty(), false, Optional.of(Duration.ofSeconds(40))));
    var run = aRunIn(Stage.STARTED, job);
    assertEquals(Optional.of(second(40)), run.dueAt());
    assertEquals(Optional.of(second(100)), after(run, seen(second(40), NOTHING)).dueAt());
    var missed = after(run, new TaskNotFound(second(40), 1, aTask(1)));
    assertEquals(Optional.of(second(100)), missed.dueAt(), "not at once, again and again");
  }

  @Test
  void isStoppedAndNotToldOfWhenItsLimitHasPassed() {
    var limited =
        RunFixtures.withLimits(aJob(), RunFixtures.attemptTimeout(Duration.ofMinutes(30)));
    var run = after(aRunIn(Stage.STARTED, limited), seen(minute(40), Optional.of(TWENTY_MINUTES)));
    assertFalse(isTold(run));
    assertTrue(run.state() instanceof RunState.Stopping);
  }

  @Test
  void countsFromTheFirstLaunchSoThatWaitingForOthersIsNotHeldAgainstIt() {
    var requested = Run.requested(RunFixtures.RUN_ID, aJob(), NOBODY, minute(-600));
    var run =
        after(
            requested,
            new Signal.LaunchRequested(SCHEDULED_TIME),
            new Signal.LaunchAccepted(second(1), 1, aTask(1)));
    assertFalse(isTold(after(run, seen(minute(29), Optional.of(TWENTY_MINUTES)))));
  }

  @Test
  void isAskedAboutOnlyWhenTheAnswerIsOfUse() {
    assertFalse(new LongRunning(STARTED).asksForUsual(minute(4)), "too young");
    assertTrue(new LongRunning(STARTED).asksForUsual(minute(5)));
    var told = after(STARTED, seen(minute(47), Optional.of(TWENTY_MINUTES)));
    assertFalse(new LongRunning(told).asksForUsual(minute(50)), "told");
    var job = notifying(new Notify(1, Optional.empty(), false, Optional.of(Duration.ofHours(1))));
    assertFalse(new LongRunning(aRunIn(Stage.STARTED, job)).asksForUsual(minute(50)), "stated");
  }

  /** Only the transition that brings it lets the stream's filter pass. */
  @Test
  void isNewsOnlyInTheTransitionThatBringsIt() {
    var told = after(STARTED, seen(minute(47), Optional.of(TWENTY_MINUTES)));
    var later = after(told, seen(minute(52), Optional.empty()));
    assertFalse(Interim.isBetween(aRunIn(Stage.ACCEPTED), STARTED));
    assertTrue(Interim.isBetween(STARTED, told));
    assertFalse(Interim.isBetween(told, later));
    assertEquals(LongRunningSeen.class, Interim.latestOf(later).orElseThrow().getClass());
    var finished = after(later, new Signal.TaskStopped(minute(53), 1, RunFixtures.aStoppedTask(0)));
    assertFalse(Interim.isBetween(STARTED, finished), "its end is told in any case");
  }

  @Test
  void aRetryIsNewsOnlyIfTheJobWantsThat() {
    var failed = new Signal.TaskStopped(minute(2), 1, RunFixtures.aStoppedTask(1));
    assertFalse(Interim.isBetween(STARTED, after(STARTED, failed)));
    var wanting =
        aRunIn(Stage.STARTED, notifying(new Notify(1, Optional.empty(), true, Optional.empty())));
    assertTrue(Interim.isBetween(wanting, after(wanting, failed)));
  }

  private static final Optional<Usual> NOTHING = Optional.empty();
  private static final Optional<Instant> NOBODY = Optional.empty();

  private static Job notifying(Notify notify) {
    return aJob().with(notify);
  }

  private static Signal seen(Instant at, Optional<Usual> usual) {
    return new TaskSeen(at, 1, aTask(1), Optional.of(second(30)), usual);
  }

  private static boolean isTold(Run run) {
    return tellings(run) > 0;
  }

  private static long tellings(Run run) {
    return run.timeline().stream().filter(LongRunningSeen.class::isInstance).count();
  }
}
