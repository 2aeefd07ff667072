package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.interrupted;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole paths of runs, with everything outside in memory. */
class EngineTest {
  private static final RunId RUN = id(REPORT, ONE_O_CLOCK);
  private static final Job JOB = job(REPORT, Concurrency.FORBID);

  private final InMemoryRunStore store = new InMemoryRunStore();
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final List<Decided> watched = new ArrayList<>();
  private final Engine engine = new Engine(store, ecs, clock, watched::add);

  @Test
  void succeedsWithTheThirdAttempt() {
    fire();
    exits(1, 1);
    sweepIn(Duration.ofMinutes(2));
    exits(2, 1);
    sweepIn(Duration.ofMinutes(3));
    exits(3, 0);

    assertEquals(RunResult.SUCCEEDED, result());
    assertEquals("It took 3 attempts.", run().finished().orElseThrow().reason());
    assertEquals(List.of(RUN + "/1", RUN + "/2", RUN + "/3"), ecs.launches());
  }

  @Test
  void failsWhenTheBudgetIsUsedUp() {
    fire();
    for (int attempt = 1; attempt <= 3; attempt++) {
      exits(attempt, 3);
      sweepIn(Duration.ofHours(1));
    }
    assertEquals(RunResult.FAILED, result());
    assertEquals(
        "Container main exited with code 3. All 3 attempts are used.",
        run().finished().orElseThrow().reason());
    assertEquals(3, ecs.tasks().size());
  }

  @Test
  void retriesAtOnceWhereNoDelayIsAskedFor() {
    var policy = new RetryPolicy(2, 2, Duration.ZERO, 1, Duration.ZERO, List.of());
    fire(job(REPORT, Concurrency.FORBID, policy));
    exits(1, 1);
    assertEquals(List.of(RUN + "/1", RUN + "/2"), ecs.launches());
  }

  @Test
  void paysForInterruptionsFromThePlatformsBudget() {
    fire();
    for (int attempt = 1; attempt <= 4; attempt++) {
      handle(new Signal.TaskStopped(clock.instant(), attempt, interrupted(task(attempt))));
      sweepIn(Duration.ofHours(1));
    }
    exits(5, 0);
    assertEquals(RunResult.SUCCEEDED, result());
  }

  @Test
  void startsOneTaskWhenTheScheduleFiresTwentyTimesAtOnce() {
    var watching = new Engine(store, ecs, clock, _ -> {});
    Together.call(20, _ -> watching.launch(RUN, JOB, Optional.of(ONE_O_CLOCK)));
    assertEquals(List.of(RUN + "/1"), ecs.launches());
    assertEquals(
        new RunState.Running(1, task(1), ONE_O_CLOCK, Optional.empty(), later(60), false),
        run().state());
  }

  @Test
  void endsAnAttemptOnceWhenItsEventComesTwentyTimesAtOnce() {
    var policy = new RetryPolicy(5, 5, Duration.ZERO, 1, Duration.ZERO, List.of());
    fire(job(REPORT, Concurrency.FORBID, policy));
    var signal = stopSignal(1, 1);
    var watching = new Engine(store, ecs, clock, _ -> {});
    Together.call(20, _ -> watching.handle(RUN, signal));
    assertEquals(List.of(RUN + "/1", RUN + "/2"), ecs.launches());
  }

  @Test
  void tellsWhyASecondDeliveryDoesNothing() {
    fire();
    assertEquals("Attempt 1 is under way already; nothing to do.", fire().reason());
    exits(1, 0);
    assertEquals("The run has ended already (SUCCEEDED); nothing to do.", fire().reason());
  }

  @Test
  void isNotMovedByLateDoubledOrReorderedEvents() {
    fire();
    var started = new Signal.TaskStarted(later(20), 1, task(1), later(19));
    handle(started);
    handle(started);
    var stopped = stopSignal(1, 1);
    handle(stopped);
    var settled = run();
    handle(stopped);
    handle(started);
    assertEquals(settled, run(), "while backing off");

    sweepIn(Duration.ofMinutes(2));
    settled = run();
    handle(stopped);
    handle(started);
    assertEquals(settled, run(), "while the second attempt runs");

    exits(2, 0);
    settled = run();
    handle(stopped);
    handle(stopSignal(2, 1));
    handle(started);
    assertEquals(settled, run(), "once it has ended");
    assertEquals(2, ecs.tasks().size());
  }

  @Test
  void ignoresATaskThatIsNotTheAttempts() {
    fire();
    var settled = run();
    handle(new Signal.TaskStopped(later(9), 1, EngineFixtures.stopped("foreign", 0, later(9))));
    assertEquals(settled, run());
  }

  @Test
  void adoptsATaskThatStoppedBeforeRunTasksAnswerWasRecorded() {
    ecs.loseNextAnswer();
    fire();
    exits(1, 0);
    assertEquals(RunResult.SUCCEEDED, result());
    assertEquals(1, ecs.launches().size());
  }

  @Test
  void callsAgainAfterTheLeaseWhenRunTaskGaveNoAnswer() {
    ecs.loseNextRequest();
    assertEquals(
        "Attempt 1: RunTask was not answered. The same call is made again after"
            + " 2026-03-01T01:01:00Z.",
        fire().reason());
    sweepIn(Duration.ofSeconds(59));
    assertEquals(1, ecs.launches().size(), "the lease is respected");
    sweepIn(Duration.ofSeconds(1));
    assertEquals(List.of(RUN + "/1", RUN + "/1"), ecs.launches());
    assertEquals(1, ecs.tasks().size());
  }

  @Test
  void givesARefusedAttemptUpAndTriesTheNext() {
    ecs.refuseNext(FailureKind.REFUSED, "RunTask refused: AGENT.");
    fire();
    assertEquals(2, ((RunState.BackingOff) run().state()).next());
    sweepIn(Duration.ofMinutes(2));
    exits(2, 0);
    assertEquals(RunResult.SUCCEEDED, result());
  }

  @Test
  void doesNotRetryWhatOnlyAPersonCanMend() {
    ecs.refuseNext(FailureKind.MISCONFIGURED, "RunTask: ClientException: No such definition.");
    fire();
    assertEquals(RunResult.FAILED, result());
    assertTrue(store.due(later(100_000), 10).isEmpty());
  }

  @Test
  void findsALostStopByLooking() {
    fire();
    ecs.stopped(EngineFixtures.stopped(task(1), 0, later(30)));
    sweepIn(Duration.ofMinutes(1));
    assertEquals(RunResult.SUCCEEDED, result());
    assertEquals(List.of(task(1)), ecs.looks());
  }

  @Test
  void keepsWaitingWhenALookIsNotAnswered() {
    fire();
    ecs.silent(task(1));
    sweepIn(Duration.ofMinutes(1));
    assertEquals(
        "DescribeTasks: Rate exceeded. ECS is asked again at the next sweep.",
        sweepIn(Duration.ofMinutes(1)).getFirst().reason());
    assertEquals(2, ecs.looks().size());
  }

  @Test
  void replacesATaskThatEcsHasForgotten() {
    fire();
    ecs.forget(task(1));
    for (int minute = 1; minute <= 10; minute++) {
      sweepIn(Duration.ofMinutes(1));
    }
    assertEquals(2, ecs.tasks().size());
    exits(2, 0);
    assertEquals(RunResult.SUCCEEDED, result());
  }

  @Test
  void stopsATaskThatPassesItsLimitUntilItHasStopped() {
    var limits =
        new Limits(
            Optional.of(Duration.ofMinutes(5)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    fire(new Job(REPORT, EngineFixtures.task(), RetryPolicy.DEFAULT, limits, Admission.FORBID));
    handle(new Signal.TaskStarted(clock.instant(), 1, task(1), clock.instant()));
    ecs.running(task(1), clock.instant());
    for (int minute = 1; minute <= 6; minute++) {
      sweepIn(Duration.ofMinutes(1));
    }
    var stop = task(1) + ": ecsjobs: its attemptTimeout of 5 min has passed";
    assertEquals(List.of(stop, stop), ecs.stops(), "the first call may have been lost");
    ecs.forget(task(1));
    sweepIn(Duration.ofMinutes(1));
    assertEquals(RunResult.FAILED, result());
    assertEquals(1, ecs.tasks().size(), "a time-out is not retried without a rule");
  }

  @Test
  void recordsARunThatMayNotOverlapAsSkipped() {
    fire();
    var second = id(REPORT, later(60));
    var handled = engine.launch(second, JOB, Optional.of(later(60)));
    var skipped = store.load(second).orElseThrow();
    assertEquals(RunResult.SKIPPED, skipped.finished().orElseThrow().result());
    assertTrue(handled.reason().contains(RUN.toString()), handled.reason());
    assertEquals(List.of(RUN + "/1"), ecs.launches());

    exits(1, 0);
    engine.launch(second, JOB, Optional.of(later(60)));
    assertEquals(Optional.of(skipped), store.load(second), "delivered again it stays skipped");
    engine.launch(id(REPORT, later(120)), JOB, Optional.of(later(120)));
    assertEquals(2, ecs.tasks().size(), "the next may start");
  }

  @Test
  void startsOverlappingRunsOfAJobThatAllowsThem() {
    var job = job(REPORT, Concurrency.ALLOW);
    fire(job);
    engine.launch(id(REPORT, later(60)), job, Optional.of(later(60)));
    assertEquals(2, ecs.tasks().size());
  }

  @Test
  void tellsThatARunIsNotRecorded() {
    assertEquals(
        "No run nightly-report/20260301T010000Z is recorded; it may have expired by now.",
        engine.handle(RUN, new Signal.Due(ONE_O_CLOCK)).reason());
  }

  @Test
  void showsEveryDecisionToTheWatcher() {
    fire();
    assertEquals(2, watched.size());
    assertEquals(run(), watched.getLast().run());
    var recorded = new ArrayList<RunEvent>();
    watched.forEach(decided -> recorded.addAll(decided.decision().events()));
    assertEquals(run().timeline(), recorded);
  }

  private Engine.Handled fire() {
    return fire(JOB);
  }

  private Engine.Handled fire(Job job) {
    return engine.launch(RUN, job, Optional.of(ONE_O_CLOCK));
  }

  private void handle(Signal signal) {
    engine.handle(RUN, signal);
  }

  private void exits(int attempt, int exitCode) {
    clock.advance(Duration.ofSeconds(30));
    handle(stopSignal(attempt, exitCode));
  }

  private Signal stopSignal(int attempt, int exitCode) {
    var now = clock.instant();
    return new Signal.TaskStopped(
        now, attempt, EngineFixtures.stopped(task(attempt), exitCode, now));
  }

  private List<Engine.Handled> sweepIn(Duration duration) {
    clock.advance(duration);
    return engine.sweep(Instant.MAX);
  }

  private String task(int attempt) {
    return ecs.task(RUN, attempt);
  }

  private Run run() {
    return store.load(RUN).orElseThrow();
  }

  private RunResult result() {
    return run().finished().orElseThrow().result();
  }

  private static Instant later(long seconds) {
    return ONE_O_CLOCK.plusSeconds(seconds);
  }
}
