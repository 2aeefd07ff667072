package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Array;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Notify;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a run goes on whose job has an array, wherever it is kept. */
public abstract class ArrayContract {
  private static final JobName JOB = new JobName("import");
  private static final RunId RUN = id(JOB, ONE_O_CLOCK);
  private static final RetryPolicy ONCE =
      new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of());

  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private RunStore store;
  private Pauses pauses;
  private Engine engine;

  /** Runs and pauses that see the same nothing; asked for once a test. */
  protected abstract OverlapContract.Stores emptyStores();

  @BeforeEach
  void beginEmpty() {
    var stores = emptyStores();
    store = stores.runs();
    pauses = stores.pauses();
    engine = new Engine(store, ecs, clock, _ -> {});
  }

  private static Job job(int size, int parallelism, double share, RetryPolicy retry) {
    return job(new Array(size, parallelism, share), retry, Limits.NONE);
  }

  private static Job job(Array array, RetryPolicy retry, Limits limits) {
    return new Job(
        JOB, task(), retry, limits, Admission.FORBID, Notify.DEFAULT, Optional.of(array));
  }

  private Engine.Handled fire(Job job) {
    return engine.launch(RUN, job, Optional.of(ONE_O_CLOCK));
  }

  private Run run(RunId id) {
    return store.load(id).orElseThrow(() -> new AssertionError(id + " is not recorded"));
  }

  private RunState.Finished end(RunId id) {
    return run(id).finished().orElseThrow(() -> new AssertionError(run(id).state().toString()));
  }

  private List<Integer> underWay() {
    return ((RunState.FannedOut) run(RUN).state()).indexes().underWay();
  }

  private void ends(int index, int exitCode) {
    ends(index, 1, exitCode);
  }

  private void ends(int index, int attempt, int exitCode) {
    var run = RUN.ofIndex(index);
    var stop = EngineFixtures.stopped(ecs.task(run, attempt), exitCode, clock.instant());
    engine.handle(run, new Signal.TaskStopped(clock.instant(), attempt, stop));
  }

  private void sweepIn(Duration time) {
    clock.advance(time);
    engine.sweep(clock.instant().plusSeconds(60));
  }

  private void cancel(String why) {
    engine.handle(RUN, new Signal.CancelRequested(clock.instant(), why));
  }

  @Test
  void beginsAsManyIndexesAsMayBeUnderWayAndTheNextWhenOneHasEnded() {
    fire(job(5, 2, 1, ONCE));
    assertEquals(List.of(0, 1), underWay());
    ends(1, 0);
    assertEquals(List.of(0, 2), underWay());
    ends(0, 0);
    ends(2, 0);
    ends(3, 0);
    assertEquals(List.of(4), underWay());
    ends(4, 0);
    assertEquals(RunResult.SUCCEEDED, end(RUN).result());
    assertEquals("All 5 indexes succeeded.", end(RUN).reason());
    assertEquals(5, ecs.tasks().size());
  }

  @Test
  void tellsEachTaskItsIndex() {
    fire(job(3, 3, 1, ONCE));
    assertEquals("2", run(RUN.ofIndex(2)).job().task().environment().get("JOB_INDEX"));
    assertEquals("3", run(RUN.ofIndex(0)).job().task().environment().get("JOB_ARRAY_SIZE"));
  }

  @Test
  void retriesEachIndexByItself() {
    fire(job(2, 2, 1, new RetryPolicy(2, 2, Duration.ZERO, 1, Duration.ZERO, List.of())));
    ends(0, 1, 1);
    ends(1, 1, 0);
    ends(0, 2, 0);
    assertEquals(RunResult.SUCCEEDED, end(RUN).result());
    assertEquals(3, ecs.tasks().size());
  }

  @Test
  void failsAndBeginsNoMoreIndexesOnceTooManyHaveFailed() {
    fire(job(6, 2, 0.8, ONCE)); // five of six are needed
    ends(0, 1);
    ends(1, 1);
    assertEquals(List.of(2), underWay());
    ends(2, 0);
    assertEquals(RunResult.FAILED, end(RUN).result());
    assertEquals(
        "1 of 6 indexes succeeded, 5 were needed. Failed: 0-1; the first of them is run"
            + " import/20260301T010000Z-0. Not started: 3-5.",
        end(RUN).reason());
  }

  @Test
  void succeedsWithTheStatedShare() {
    fire(job(4, 4, 0.75, ONCE));
    ends(0, 0);
    ends(1, 0);
    ends(2, 1);
    ends(3, 0);
    assertEquals(RunResult.SUCCEEDED, end(RUN).result());
    assertTrue(end(RUN).reason().startsWith("3 of 4 indexes succeeded, 3 were needed. Failed: 2;"));
  }

  @Test
  void isCancelledWithAllItsIndexes() {
    fire(job(5, 2, 1, ONCE));
    cancel("wrong day");
    assertEquals(2, ecs.stops().size());
    ends(0, 143);
    ends(1, 143);
    assertEquals(RunResult.CANCELLED, end(RUN).result());
    assertEquals(RunResult.CANCELLED, end(RUN.ofIndex(1)).result());
    assertEquals(2, ecs.tasks().size());
  }

  @Test
  void isStoppedWhenItsRunTimeoutHasPassed() {
    var limits =
        new Limits(
            Optional.empty(),
            Optional.of(Duration.ofMinutes(10)),
            Optional.empty(),
            Optional.empty());
    fire(job(new Array(5, 2, 1), ONCE, limits));
    sweepIn(Duration.ofMinutes(10));
    assertEquals(2, Set.copyOf(ecs.stops()).size()); // each maybe more than once
    ends(0, 143);
    ends(1, 143);
    assertEquals(RunResult.FAILED, end(RUN).result());
    assertEquals(
        "Its runTimeout of PT10M has passed. 0 of 5 indexes succeeded, 5 were needed. Failed: 0-1;"
            + " the first of them is run import/20260301T010000Z-0. Not started: 2-4.",
        end(RUN).reason());
  }

  @Test
  void isToldOfWhenItTakesLongerThanItsJobSays() {
    var told = new Notify(1, Optional.empty(), false, Optional.of(Duration.ofMinutes(7)));
    fire(job(2, 2, 1, ONCE).with(told));
    ends(0, 0);
    sweepIn(Duration.ofMinutes(6));
    assertTrue(run(RUN).timeline().stream().noneMatch(LongRunningSeen.class::isInstance));
    sweepIn(Duration.ofMinutes(1));
    sweepIn(Duration.ofMinutes(9));
    assertEquals(
        List.of(
            "The run takes longer than it should: it has been under way for 7 min 00 s, and"
                + " notify.longRunning is 7 min."),
        run(RUN).timeline().stream()
            .filter(LongRunningSeen.class::isInstance)
            .map(RunEvent::reason)
            .toList());
    ends(1, 0);
    assertEquals(RunResult.SUCCEEDED, end(RUN).result());
  }

  @Test
  void beginsAgainWhatTheProcessThatDiedHadNotBegun() {
    ecs.dieBeforeNextLaunch();
    assertThrows(FakeTaskLauncher.Died.class, () -> fire(job(3, 3, 1, ONCE)));
    assertEquals(Optional.empty(), store.load(RUN.ofIndex(2)));
    sweepIn(Duration.ofMinutes(1));
    sweepIn(Duration.ofMinutes(1));
    IntStream.range(0, 3).forEach(index -> ends(index, 0));
    assertEquals(RunResult.SUCCEEDED, end(RUN).result());
    assertEquals(3, ecs.tasks().size());
  }

  @Test
  void neverBeginsAnIndexThatWasLostAndThenCancelled() {
    ecs.dieBeforeNextLaunch();
    assertThrows(FakeTaskLauncher.Died.class, () -> fire(job(3, 3, 1, ONCE)));
    cancel("wrong day");
    sweepIn(Duration.ofMinutes(1)); // the launch that died is cancelled, and the array told
    assertEquals(RunResult.CANCELLED, end(RUN).result());
    assertEquals(RunResult.CANCELLED, end(RUN.ofIndex(2)).result());
    assertEquals(List.of(), ecs.tasks());
  }

  @Test
  void findsOutWhenAnIndexHasEndedAndTheArrayWasNotTold() {
    fire(job(3, 1, 1, ONCE));
    var index = run(RUN.ofIndex(0));
    var stop = EngineFixtures.stopped(ecs.task(index.id(), 1), 0, clock.instant());
    var ended = index.decide(new Signal.TaskStopped(clock.instant(), 1, stop));
    store.commit(index, index.apply(ended.events())); // and the process dies
    assertEquals(List.of(0), underWay());
    sweepIn(Duration.ofMinutes(1));
    assertEquals(List.of(1), underWay());
  }

  @Test
  void losesNoneOfManyThatEndAtOnce() {
    fire(job(40, 20, 1, ONCE));
    Together.call(20, index -> endsOnce(index));
    sweepIn(Duration.ofMinutes(1));
    assertEquals(IntStream.range(20, 40).boxed().toList(), underWay());
    Together.call(20, index -> endsOnce(index + 20));
    sweepIn(Duration.ofMinutes(1));
    assertEquals(RunResult.SUCCEEDED, end(RUN).result());
    assertEquals(40, ecs.tasks().size());
  }

  private int endsOnce(int index) {
    ends(index, 0);
    return index;
  }

  @Test
  void comesToItsEndWhenEveryIndexFailsAtOnce() {
    for (int index = 0; index < 400; index++) {
      ecs.refuseNext(FailureKind.MISCONFIGURED, "There is no such task definition.");
    }
    fire(job(400, 1, 0.01, ONCE));
    assertEquals(RunResult.FAILED, end(RUN).result());
    assertTrue(end(RUN).reason().contains("Failed: 0-396;"), end(RUN).reason());
  }

  @Test
  void goesOnWhileItsJobIsPaused() {
    fire(job(2, 1, 1, ONCE));
    pauses.pause(new Pause(JOB, "ann", clock.instant(), "holidays"));
    ends(0, 0);
    ends(1, 0);
    assertEquals(RunResult.SUCCEEDED, end(RUN).result());
  }

  @Test
  void isOneRunToTheNextOfItsJob() {
    var job = job(2, 1, 1, ONCE);
    fire(job);
    Instant later = ONE_O_CLOCK.plusSeconds(60);
    var next = id(JOB, later);
    engine.launch(next, job, Optional.of(later));
    assertEquals(
        "Run import/20260301T010000Z is still active and concurrency is FORBID.",
        end(next).reason());
    ends(0, 0);
    ends(1, 0);
    var last = id(JOB, later.plusSeconds(60));
    engine.launch(last, job, Optional.of(later.plusSeconds(60)));
    assertEquals(Optional.empty(), run(last).finished());
  }
}
