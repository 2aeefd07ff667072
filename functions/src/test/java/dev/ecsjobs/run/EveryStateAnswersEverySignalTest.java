package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.attemptTimeout;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.runTimeout;
import static dev.ecsjobs.run.RunFixtures.withAdmission;
import static dev.ecsjobs.run.RunFixtures.withArray;
import static dev.ecsjobs.run.RunFixtures.withConcurrency;
import static dev.ecsjobs.run.RunFixtures.withLimits;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Array;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchDeferred;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryStateAnswersEverySignalTest {
  private static final Gate.OfGroup GROUP =
      new Gate.OfGroup(new Admission.Group(new JobName("db"), 1));
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  /** Every state, of the first attempt and of the second. */
  static Stream<Run> runs() {
    var second = secondAttempt();
    return Stream.concat(Stream.of(Stage.values()).map(RunFixtures::aRunIn), second.stream());
  }

  private static List<Run> secondAttempt() {
    var job = withLimits(RunFixtures.aJob(), attemptTimeout(HALF_AN_HOUR));
    var launching = after(aRunIn(Stage.BACKING_OFF, job), new Due(minute(4)));
    var accepted = after(launching, new LaunchAccepted(minute(4), 2, aTask(2)));
    var started = after(accepted, new TaskStarted(minute(5), 2, aTask(2), minute(5)));
    var missed = after(accepted, new TaskNotFound(minute(6), 2, aTask(2)));
    var seen = after(started, new TaskSeen(minute(7), 2, aTask(2), Optional.of(minute(5))));
    var stopping = after(started, new TaskSeen(minute(36), 2, aTask(2), Optional.of(minute(5))));
    var backingOff = after(started, new TaskStopped(minute(8), 2, aStoppedTask(2, 1)));
    var deferred =
        after(launching, new LaunchDeferred(minute(4), 2, Duration.ofMinutes(1), "Rate exceeded."));
    var noted = after(launching, new CancelRequested(minute(4), "it is not needed any more"));
    var cancelled = after(started, new CancelRequested(minute(5), "it is not needed any more"));
    return List.of(
        queued(Concurrency.QUEUE),
        queued(Concurrency.REPLACE),
        waitingForOthers(),
        waitingForRoom(),
        launching,
        deferred,
        noted,
        accepted,
        started,
        missed,
        seen,
        stopping,
        cancelled,
        backingOff,
        fannedOut(),
        after(fannedOut(), new CancelRequested(minute(5), "it is not needed any more")),
        after(fannedOut(), new Due(minute(60))));
  }

  private static Run fannedOut() {
    var limits = runTimeout(Duration.ofMinutes(60));
    var job = withArray(withLimits(aJob(), limits), new Array(5, 2, 0.6));
    return after(
        after(aRunIn(Stage.REQUESTED, job), new LaunchRequested(minute(0))),
        new Signal.IndexEnded(minute(2), 0, RunResult.FAILED));
  }

  private static Run queued(Concurrency concurrency) {
    var job = withConcurrency(aJob(), concurrency);
    return after(
        aRunIn(Stage.REQUESTED, job),
        new Signal.LaunchBlocked(
            minute(0),
            aRunIn(Stage.REQUESTED, job).gates().getFirst(),
            new Line(List.of(RunId.scheduled(job.name(), minute(-60))), List.of())));
  }

  private static Run waitingForOthers() {
    var admission =
        new Admission(
            Concurrency.FORBID,
            1,
            Optional.empty(),
            List.of(new JobName("extract")),
            OptionalInt.empty());
    return after(
        aRunIn(Stage.REQUESTED, withAdmission(aJob(), admission)), new LaunchRequested(minute(0)));
  }

  private static Run waitingForRoom() {
    var admission =
        new Admission(
            Concurrency.FORBID, 1, Optional.of(GROUP.group()), List.of(), OptionalInt.empty());
    return after(
        aRunIn(Stage.REQUESTED, withAdmission(aJob(), admission)),
        new Signal.LaunchBlocked(minute(0), GROUP, new Line(List.of(RUN_ID), List.of())));
  }

  private static List<Signal> signals() {
    var signals = new ArrayList<Signal>();
    for (var at : List.of(minute(-60), minute(0), minute(3), minute(60), minute(100_000))) {
      signals.add(new LaunchRequested(at));
      signals.add(RunFixtures.blocked(at, RUN_ID));
      signals.add(new Signal.LaunchBlocked(at, GROUP, new Line(List.of(RUN_ID), List.of())));
      signals.add(new Signal.LaunchPaused(at, new Pause(RUN_ID.job(), "ann", at, "holidays")));
      signals.add(new Signal.TurnCame(at));
      signals.add(new Signal.AwaitedSeen(at, Map.of(RUN_ID, Optional.empty())));
      signals.add(new Signal.AwaitedSeen(at, Map.of(RUN_ID, Optional.of(RunResult.SUCCEEDED))));
      signals.add(new Signal.AwaitedSeen(at, Map.of(RUN_ID, Optional.of(RunResult.FAILED))));
      signals.add(new Signal.IndexEnded(at, 0, RunResult.FAILED));
      signals.add(new Signal.IndexEnded(at, 1, RunResult.SUCCEEDED));
      signals.add(new Signal.IndexEnded(at, 4, RunResult.CANCELLED));
      signals.add(
          new Signal.IndexesSeen(at, Map.of(1, RunResult.FAILED), List.of(2), Optional.empty()));
      signals.add(
          new Signal.IndexesSeen(
              at,
              Map.of(1, RunResult.SUCCEEDED, 2, RunResult.SUCCEEDED),
              List.of(),
              Optional.empty()));
      signals.add(new Due(at));
      signals.add(new CancelRequested(at, "it is not needed any more"));
      for (int attempt = 0; attempt <= 3; attempt++) {
        signals.addAll(signalsOf(attempt, at));
      }
    }
    return signals;
  }

  private static List<Signal> signalsOf(int attempt, Instant at) {
    var signals = new ArrayList<Signal>();
    for (var kind : FailureKind.values()) {
      signals.add(
          new LaunchRefused(at, attempt, kind, "RunTask refused: AGENT.", Optional.of("Mend it.")));
    }
    signals.add(new LaunchDeferred(at, attempt, Duration.ofMinutes(1), "Rate exceeded."));
    for (int task = 1; task <= 2; task++) {
      signals.add(new LaunchAccepted(at, attempt, aTask(task)));
      signals.add(new TaskStarted(at, attempt, aTask(task), at));
      signals.add(new TaskSeen(at, attempt, aTask(task), Optional.empty()));
      signals.add(new TaskSeen(at, attempt, aTask(task), Optional.of(at)));
      signals.add(
          new TaskSeen(
              at,
              attempt,
              aTask(task),
              Optional.of(at),
              Optional.of(new Usual(Duration.ofMinutes(1), 10))));
      signals.add(new TaskNotFound(at, attempt, aTask(task)));
      signals.add(new TaskStopped(at, attempt, aStoppedTask(task, 0)));
      signals.add(new TaskStopped(at, attempt, aStoppedTask(task, 1)));
      signals.add(
          new TaskStopped(
              at, attempt, aStoppedTask(task, OptionalInt.of(137), "UserInitiated", "Stopped")));
      signals.add(
          new TaskStopped(
              at, attempt, aStoppedTask(task, OptionalInt.empty(), "TaskFailedToStart", "Why")));
    }
    return signals;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void withAReasonAndWithoutThrowing(Run run) {
    assertAll(
        signals().stream()
            .map(signal -> () -> assertFalse(run.decide(signal).reason().isBlank(), "" + signal)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void toARunThatIsReadBackFromItsDocumentAsItWas(Run run) {
    for (var signal : signals()) {
      var next = after(run, signal);
      var stored = Json.write(RunDocument.of(next).fields());

      assertEquals(
          next, RunDocument.read(Document.reading(Json.readObject(stored))), signal.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void alikeWhenTheSameSignalIsDeliveredAgain(Run run) {
    for (var signal : signals()) {
      assertEquals(run.decide(signal), run.decide(signal), signal.toString());
    }
  }

  /** A late event of an earlier attempt changes nothing; at most a stray task of it is stopped. */
  @ParameterizedTest
  @MethodSource("runs")
  void ofAnotherAttemptByRecordingNothing(Run run) {
    int current = current(run);
    for (var signal : signals()) {
      if (signal instanceof Signal.OfAttempt other && other.attempt() != current) {
        var decision = run.decide(signal);
        assertEquals(List.of(), decision.events(), signal.toString());
        assertTrue(
            decision.effects().stream().allMatch(StopTask.class::isInstance), signal.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void withSomethingDueUnlessItHasEnded(Run run) {
    for (var signal : signals()) {
      var next = after(run, signal);
      boolean ended = next.finished().isPresent() || next.version() == 0;
      assertTrue(next.dueAt().isPresent() != ended, signal + " → " + next.state());
    }
  }

  /** The attempt whose signals count; none before the run and after it. */
  private static int current(Run run) {
    return switch (run.state()) {
      case RunState.Requested _,
          RunState.Queued _,
          RunState.BackingOff _,
          RunState.FannedOut _,
          RunState.Finished _ ->
          -1;
      case RunState.Launching launching -> launching.attempt();
      case RunState.Running running -> running.attempt();
      case RunState.Stopping stopping -> stopping.attempt();
    };
  }
}
