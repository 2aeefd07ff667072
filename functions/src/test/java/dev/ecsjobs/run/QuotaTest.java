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

import dev.ecsjobs.retry.Failures;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchDeferred;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TurnCame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The account's launch quota is used up: the run waits for its turn, not for a time. */
class QuotaTest {
  private static final Run WAITING = throttled(aRunIn(Stage.LAUNCHING), second(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # this one: priority, latest, due | is before: priority, latest, due
          1    | never | 60 | 0    | 10    | 0
          0    | 10    | 60 | 0    | 20    | 0
          0    | 10    | 60 | 0    | never | 0
          0    | 10    | 0  | 0    | 10    | 60
          0    | never | 0  | 0    | never | 60
          0    | never | 60 | -1   | 10    | 0
          100  | never | 60 | 99   | 10    | 0
          -99  | never | 60 | -100 | 10    | 0
          """)
  void whoseTurnItIs(
      int priority, String latest, int due, int otherPriority, String otherLatest, int otherDue) {
    var first = urgency(priority, latest, due);
    var second = urgency(otherPriority, otherLatest, otherDue);

    assertEquals(List.of(first, second), List.of(second, first).stream().sorted().toList());
    assertEquals(0, first.compareTo(urgency(priority, latest, due)));
  }

  private static Urgency urgency(int priority, String latest, int due) {
    var limit = latest.equals("never") ? Urgency.NO_LIMIT : second(Integer.parseInt(latest));
    return new Urgency(priority, limit, second(due));
  }

  @Test
  void theRunWaitsWithoutATime() {
    assertEquals(Optional.of(new Urgency(0, Urgency.NO_LIMIT, SCHEDULED_TIME)), WAITING.urgency());
    assertEquals(new Launching(1, 0, second(1)), WAITING.state());
    assertEquals(Failures.NONE, WAITING.failures());
    assertEquals(
        "Attempt 1 waits since 2026-03-01T01:00:01Z: AWS limits the rate of calls. It is launched"
            + " as soon as the launch rate allows; nothing is used up.",
        WAITING.timeline().getLast().reason());
  }

  @Test
  void itsTurnHasTheDeadlineOfTheLaunchItWaitsFor() {
    var job = withLimits(aJob(), startingDeadline(Duration.ofMinutes(5)));
    var first = throttled(aRunIn(Stage.LAUNCHING, job), second(1));
    assertEquals(minute(5), first.urgency().orElseThrow().latest());

    var timeout = withLimits(aJob(), runTimeout(Duration.ofMinutes(9)));
    var retry = after(aRunIn(Stage.BACKING_OFF, timeout), new Due(minute(4)));
    assertEquals(minute(9), throttled(retry, minute(4)).urgency().orElseThrow().latest());
  }

  @Test
  void whoeverWaitsForATimeHasNoTurn() {
    var launching = aRunIn(Stage.LAUNCHING);
    var later = new LaunchDeferred(second(1), 1, Duration.ofMinutes(5), "No quota.");

    assertEquals(Optional.empty(), launching.urgency());
    assertEquals(Optional.empty(), after(launching, later).urgency());
    assertEquals(Optional.empty(), after(WAITING, new Due(second(2))).urgency());
    assertEquals(Optional.empty(), aRunIn(Stage.ACCEPTED).urgency());
  }

  @Test
  void whenItsTurnComesItIsLaunchedAtOnce() {
    assertEquals(List.of(new StartTask(1)), WAITING.decide(new TurnCame(second(1))).effects());
  }

  @Test
  void aTurnThatComesTwiceLaunchesOnce() {
    for (var run : List.of(after(WAITING, new TurnCame(second(2))), aRunIn(Stage.ACCEPTED))) {
      var decision = run.decide(new TurnCame(minute(30)));
      assertEquals(List.of(), decision.effects(), decision::reason);
      assertEquals(List.of(), decision.events());
    }
  }

  @Test
  void aRepeatedDeliveryDoesNotBringItsTurn() {
    var decision = WAITING.decide(new LaunchRequested(second(5)));

    assertEquals(List.of(), decision.effects());
    assertEquals("Attempt 1 waits for the launch quota.", decision.reason());
  }

  @Test
  void whoeverIsCancelledMeanwhileKeepsItsTurnAndEndsThen() {
    var noted = after(WAITING, new CancelRequested(second(2), "somebody asked for it"));
    assertEquals(WAITING.urgency(), noted.urgency());

    var ended = after(noted, new Due(second(3)));
    assertEquals(RunResult.CANCELLED, ended.finished().orElseThrow().result());
  }

  @Test
  void whoeverIsTooLateWhenItsTurnComesIsMissed() {
    var job = withLimits(aJob(), startingDeadline(Duration.ofSeconds(30)));
    var waiting = throttled(aRunIn(Stage.LAUNCHING, job), second(1));

    assertEquals(List.of(new StartTask(1)), waiting.decide(new Due(second(30))).effects());
    var late = after(waiting, new Due(second(31)));
    assertEquals(RunResult.MISSED, late.finished().orElseThrow().result());
  }

  @Test
  void aTaskAfterAllEndsTheWaiting() {
    var started = after(WAITING, new TaskStarted(second(20), 1, aTask(1), second(15)));
    assertInstanceOf(Running.class, started.state());
    assertEquals(Optional.empty(), started.urgency());
  }

  @Test
  void behindOthersItIsRecordedAndNotLaunched() {
    var requested = requested();
    var decision =
        requested.decide(new LaunchRequested(second(1))).behindOthers(requested, second(1));

    assertEquals(List.of(), decision.effects());
    assertEquals(
        "Attempt 1 is being launched. Attempt 1 waits since 2026-03-01T01:00:01Z: Others wait for"
            + " the account's launch quota. It is launched as soon as the launch rate allows;"
            + " nothing is used up.",
        decision.reason());
    var waiting = requested.apply(decision.events());
    assertEquals(WAITING.urgency(), waiting.urgency());
    assertEquals(waiting, RunDocument.read(RunDocument.of(waiting)));
  }

  @Test
  void whoeverIsNotLaunchedIsNotPutBehindOthers() {
    var requested = requested();
    var blocked = requested.decide(RunFixtures.blocked(second(1), aRunIn(Stage.ACCEPTED).id()));

    assertEquals(blocked, blocked.behindOthers(requested, second(1)));
  }

  private static Run requested() {
    var run = aRunIn(Stage.LAUNCHING);
    return Run.requested(run.id(), run.job(), run.scheduledTime(), second(1));
  }

  private static Run throttled(Run run, Instant at) {
    int attempt = ((Launching) run.state()).attempt();
    return after(
        run, new LaunchDeferred(at, attempt, Duration.ZERO, "AWS limits the rate of calls."));
  }
}
