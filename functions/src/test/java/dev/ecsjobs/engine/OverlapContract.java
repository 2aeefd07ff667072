package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to runs that are in each other's way, wherever they are kept. */
public abstract class OverlapContract {
  private static final int FIRES = 50;
  private static final JobName JOB = new JobName("import");

  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final Set<RunId> fired = new HashSet<>();
  private final Set<RunId> ended = new HashSet<>(); // never to be looked at again
  private RunStore store;
  private Pauses pauses;
  private Engine engine;

  /** Runs and pauses that see the same nothing; asked for once a test. */
  protected abstract Stores emptyStores();

  /** What one table keeps. */
  public record Stores(RunStore runs, Pauses pauses) {}

  @BeforeEach
  void beginEmpty() {
    var stores = emptyStores();
    store = stores.runs();
    pauses = stores.pauses();
    engine = new Engine(store, ecs, clock, _ -> {});
  }

  private static Job job(String name, Admission admission) {
    return new Job(new JobName(name), task(), RetryPolicy.DEFAULT, Limits.NONE, admission);
  }

  private static Job job(Admission admission) {
    return job(JOB.value(), admission);
  }

  private static Admission queue(int limit) {
    return new Admission(
        Concurrency.QUEUE, limit, Optional.empty(), List.of(), OptionalInt.empty());
  }

  private static Admission group(Concurrency concurrency, int limit) {
    return new Admission(
        concurrency,
        1,
        Optional.of(new Admission.Group(new JobName("db"), limit)),
        List.of(),
        OptionalInt.empty());
  }

  private static Admission after(String... jobs) {
    return new Admission(
        Concurrency.FORBID,
        1,
        Optional.empty(),
        List.of(jobs).stream().map(JobName::new).toList(),
        OptionalInt.empty());
  }

  private static Instant minute(int minute) {
    return ONE_O_CLOCK.plus(Duration.ofMinutes(minute));
  }

  private Engine.Handled fire(Job job, Instant time) {
    var run = id(job.name(), time);
    synchronized (fired) {
      fired.add(run);
    }
    return engine.launch(run, job, Optional.of(time));
  }

  private void fiftyAtOnce(Job job) {
    Together.call(FIRES, i -> fire(job, minute(i)));
  }

  private Run run(RunId id) {
    return store.load(id).orElseThrow(() -> new AssertionError(id + " is not recorded"));
  }

  private Run run(Job job, int minute) {
    return run(id(job.name(), minute(minute)));
  }

  private long withResult(RunResult result) {
    return fired.stream()
        .filter(id -> run(id).finished().filter(f -> f.result() == result).isPresent())
        .count();
  }

  private List<RunId> active() {
    var active = new ArrayList<RunId>();
    for (var id : fired) {
      if (!ended.contains(id)) {
        switch (run(id).state()) {
          case RunState.Finished _ -> ended.add(id);
          case RunState.Queued _ -> {}
          case RunState.Requested _,
              RunState.Launching _,
              RunState.Running _,
              RunState.Stopping _,
              RunState.BackingOff _,
              RunState.FannedOut _ ->
              active.add(id);
        }
      }
    }
    active.sort((a, b) -> a.toString().compareTo(b.toString()));
    return active;
  }

  private void ends(RunId id, int exitCode) {
    clock.advance(Duration.ofSeconds(1));
    var task = ecs.task(id, 1);
    var stop = EngineFixtures.stopped(task, exitCode, clock.instant());
    engine.handle(id, new Signal.TaskStopped(clock.instant(), 1, stop));
  }

  /** ECS has stopped the task that was to be stopped. */
  private void isStopped(RunId id) {
    var stopped =
        new StoppedTask(
            ecs.task(id, 1),
            Optional.of("main"),
            OptionalInt.of(143),
            Optional.of("UserInitiated"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(clock.instant()));
    engine.handle(id, new Signal.TaskStopped(clock.instant(), 1, stopped));
  }

  private void sweepIn(Duration time) {
    clock.advance(time);
    engine.sweep(clock.instant().plusSeconds(60));
  }

  /** Ends all that is active, over and over, and sees that never more than so many are. */
  private List<RunId> seeThrough(int most) {
    var order = new ArrayList<RunId>();
    var active = active();
    for (int rounds = 0; rounds <= FIRES && !active.isEmpty(); rounds++) {
      assertTrue(active.size() <= most, active + " are active at once");
      order.addAll(active);
      active.forEach(id -> ends(id, 0));
      active = active();
    }
    assertEquals(List.of(), active);
    return order;
  }

  @Test
  void allowRunsAllFiftyAtOnce() {
    fiftyAtOnce(job(Admission.ALLOW));
    assertEquals(FIRES, active().size());
    seeThrough(FIRES);
    assertEquals(FIRES, withResult(RunResult.SUCCEEDED));
  }

  @Test
  void forbidRunsOneOfFiftyAndSkipsTheOthersNamingIt() {
    fiftyAtOnce(job(Admission.FORBID));
    var one = active().getFirst();
    assertEquals(FIRES - 1, withResult(RunResult.SKIPPED));
    for (var id : fired) {
      if (!id.equals(one)) {
        assertEquals(
            "Run " + one + " is still active and concurrency is FORBID.",
            run(id).finished().orElseThrow().reason());
      }
    }
    seeThrough(1);
    assertEquals(1, ecs.tasks().size());
  }

  @Test
  void queueRunsFiftyOneAfterTheOther() {
    fiftyAtOnce(job(queue(FIRES)));
    assertEquals(1, active().size());
    seeThrough(1);
    assertEquals(FIRES, withResult(RunResult.SUCCEEDED));
    assertEquals(FIRES, ecs.tasks().size());
  }

  @Test
  void queueKeepsAsManyWaitingAsItMayAndSkipsTheRest() {
    fiftyAtOnce(job(queue(7)));
    assertEquals(FIRES - 8, withResult(RunResult.SKIPPED));
    seeThrough(1);
    assertEquals(8, withResult(RunResult.SUCCEEDED));
  }

  @Test
  void queueIsServedInTheOrderOfComing() {
    var job = job(queue(5));
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(1));
      fire(job, minute(4 - i)); // not the order of the scheduled times
    }
    var order = seeThrough(1).stream().map(RunId::key).toList();
    assertEquals(
        List.of(
            "20260301T010400Z",
            "20260301T010300Z",
            "20260301T010200Z",
            "20260301T010100Z",
            "20260301T010000Z"),
        order);
  }

  @Test
  void replaceLeavesOneOfFiftyWhenAllTheOthersHaveEnded() {
    fiftyAtOnce(job(Admission.of(Concurrency.REPLACE)));
    for (int rounds = 0; rounds <= FIRES && withResult(RunResult.CANCELLED) < FIRES - 1; rounds++) {
      var active = active();
      assertTrue(active.size() <= 1, active + " are active at once");
      for (var id : active) {
        if (run(id).state() instanceof RunState.Stopping) {
          isStopped(id);
        }
      }
      sweepIn(Duration.ofMinutes(2));
    }
    assertEquals(FIRES - 1, withResult(RunResult.CANCELLED));
    seeThrough(1);
    assertEquals(1, withResult(RunResult.SUCCEEDED));
  }

  @Test
  void replaceStopsTheOldRunAndStartsTheNewOneOnceItHasEnded() {
    var job = job(Admission.of(Concurrency.REPLACE));
    fire(job, minute(0));
    var old = run(job, 0).id();
    var said = fire(job, minute(5)).reason();
    var next = run(job, 5).id();

    assertEquals("The run waits for the end of " + old + ", which it replaces.", said);
    assertEquals(1, ecs.tasks().size(), "nothing starts before the old one has ended");
    assertEquals(
        List.of(ecs.task(old, 1) + ": ecsjobs: it is replaced by run " + next), ecs.stops());
    isStopped(old);
    assertEquals("It is replaced by run " + next + ".", run(old).finished().orElseThrow().reason());
    assertEquals(List.of(next), active());
  }

  @Test
  void ofTwoThatWaitToReplaceTheLaterStays() {
    var job = job(Admission.of(Concurrency.REPLACE));
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      fire(job, minute(i));
    }
    isStopped(run(job, 0).id());
    assertEquals(List.of(run(job, 2).id()), active());
    assertEquals(2, withResult(RunResult.CANCELLED));
  }

  @Test
  void aGroupRunsNoMoreThanItsLimitOfWhateverJobs() {
    Together.call(
        FIRES, i -> fire(job("import-" + i % 25, group(Concurrency.ALLOW, 3)), minute(i)));
    assertEquals(3, active().size());
    seeThrough(3);
    assertEquals(FIRES, withResult(RunResult.SUCCEEDED));
  }

  @Test
  void whoWaitsForRoomInAGroupIsStillTheOneRunOfItsJob() {
    fire(job("other", group(Concurrency.FORBID, 1)), minute(0));
    var job = job(group(Concurrency.FORBID, 1));
    fire(job, minute(1));
    fire(job, minute(2));
    assertEquals(RunState.Queued.class, run(job, 1).state().getClass());
    assertEquals(
        "Run import/20260301T010100Z is still active and concurrency is FORBID.",
        run(job, 2).finished().orElseThrow().reason());
    seeThrough(1);
    assertEquals(2, withResult(RunResult.SUCCEEDED));
  }

  @Test
  void aRunThatFollowsStartsWhenWhatItFollowsHasSucceeded() {
    var extract = job("extract", Admission.FORBID);
    var load = job("load", after("extract"));
    var said = fire(load, minute(0)).reason();
    assertTrue(said.contains("has not ended yet"), said);
    fire(extract, minute(0));
    sweepIn(Duration.ofMinutes(1));
    assertEquals(List.of(run(extract, 0).id()), active());
    ends(run(extract, 0).id(), 0);
    sweepIn(Duration.ofMinutes(1));
    assertEquals(List.of(run(load, 0).id()), active());
  }

  @Test
  void aRunThatFollowsIsSkippedWhenWhatItFollowsHasFailed() {
    var never = new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of());
    var extract = new Job(new JobName("extract"), task(), never, Limits.NONE, Admission.FORBID);
    var load = job("load", after("extract"));
    fire(extract, minute(0));
    fire(load, minute(0));
    ends(run(extract, 0).id(), 1);
    sweepIn(Duration.ofMinutes(1));
    assertEquals(
        "Run extract/20260301T010000Z, after whose success it starts, ended FAILED.",
        run(load, 0).finished().orElseThrow().reason());
  }

  @Test
  void whoWaitsIsLetInByTheSweepWhenTheOneBeforeDiedWithoutOpening() {
    var job = job(queue(1));
    fire(job, minute(0));
    fire(job, minute(1));
    var first = run(job, 0);
    var stopped = EngineFixtures.stopped(ecs.task(first.id(), 1), 0, clock.instant());
    var end = first.decide(new Signal.TaskStopped(clock.instant(), 1, stopped));
    store.commit(first, first.apply(end.events())); // and the process dies before its effects
    assertEquals(List.of(), active());
    sweepIn(Duration.ofMinutes(2));
    assertEquals(List.of(run(job, 1).id()), active());
  }

  @Test
  void whoWaitedBeyondItsStartingDeadlineIsMissed() {
    var limits =
        new Limits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(10)));
    var job = new Job(JOB, task(), RetryPolicy.DEFAULT, limits, queue(1));
    fire(job, minute(0));
    fire(job, minute(1));
    sweepIn(Duration.ofMinutes(12));
    assertEquals(RunResult.MISSED, run(job, 1).finished().orElseThrow().result());
    ends(run(job, 0).id(), 0);
    assertEquals(new Line(List.of(), List.of()), lineOf(job));
  }

  private Line lineOf(Job job) {
    return store.line(new Gate.OfJob(job.name(), 1));
  }

  @Test
  void whoeverIsCancelledWhileWaitingMakesRoomInTheQueue() {
    var job = job(queue(1));
    fire(job, minute(0));
    fire(job, minute(1));
    engine.handle(
        run(job, 1).id(), new Signal.CancelRequested(clock.instant(), "it is not needed"));
    fire(job, minute(2));
    ends(run(job, 0).id(), 0);
    assertEquals(List.of(run(job, 2).id()), active());
  }

  @Test
  void aPausedJobSkipsWhatItsScheduleStartsAndSaysWhoPausedIt() {
    var pause = new Pause(JOB, "ann", minute(0), "the disk is being changed");
    assertTrue(pauses.pause(pause));
    for (var admission : List.of(Admission.FORBID, Admission.ALLOW, queue(1))) {
      int minute = fired.size();
      fire(job(admission), minute(minute));
      assertEquals(
          "The job is paused by ann since 2026-03-01T01:00:00Z: the disk is being changed.",
          run(job(admission), minute).finished().orElseThrow().reason());
    }
    assertEquals(List.of(pause), pauses.paused());
    assertEquals(List.of(), ecs.tasks());
  }

  @Test
  void aResumedJobRunsWithItsNextFireAndMakesUpForNone() {
    var pause = new Pause(JOB, "ann", minute(0), "the disk is being changed");
    pauses.pause(pause);
    Together.call(20, i -> fire(job(Admission.FORBID), minute(i)));
    assertEquals(Optional.of(pause), pauses.resume(JOB, minute(20)));
    sweepIn(Duration.ofMinutes(30));
    assertEquals(List.of(), ecs.tasks());
    fire(job(Admission.FORBID), minute(31));
    assertEquals(1, ecs.tasks().size());
    assertEquals(20, withResult(RunResult.SKIPPED));
  }

  /** Found by simulation: 0 runs were active, of which it told. */
  @Test
  void whoComesBeforeThoseWhoWaitAreLetInIsToldOfThem() {
    var job = job(queue(1));
    fire(job, minute(0));
    fire(job, minute(1));
    var first = run(job, 0);
    var stopped = EngineFixtures.stopped(ecs.task(first.id(), 1), 0, clock.instant());
    var end = first.decide(new Signal.TaskStopped(clock.instant(), 1, stopped));
    store.commit(first, first.apply(end.events())); // and the process dies before its effects
    fire(job, minute(2));
    assertEquals(
        "Run import/20260301T010100Z waits already, and queueLimit is 1.",
        run(job, 2).finished().orElseThrow().reason());
    fire(job(queue(2)), minute(3));
    assertTrue(
        run(job, 3).state() instanceof RunState.Queued queued
            && queued.why().equals("for its turn, behind 1 run that waits"),
        () -> run(job, 3).state().toString());
    fire(job(Admission.of(Concurrency.REPLACE)), minute(4));
    sweepIn(Duration.ofMinutes(2));
    seeThrough(1);
    assertEquals(2, withResult(RunResult.SUCCEEDED));
    assertEquals(2, withResult(RunResult.CANCELLED));
  }

  /** Found by simulation: it began in the middle of the pause. */
  @Test
  void whoWaitsWhenItsJobIsPausedIsSkippedWhenItsTurnComes() {
    var pause = new Pause(JOB, "ann", minute(2), "the disk is being changed");
    var following =
        new Admission(
            Concurrency.ALLOW,
            1,
            Optional.empty(),
            List.of(new JobName("extract")),
            OptionalInt.empty());
    for (var admission : List.of(queue(1), group(Concurrency.ALLOW, 1), following)) {
      var extract = job("extract", group(Concurrency.ALLOW, 1));
      int minute = 10 * fired.size();
      fire(extract, minute(minute));
      fire(job(queue(1)), minute(minute - 1));
      var job = job(admission);
      fire(job, minute(minute));
      assertTrue(run(job, minute).isQueued(), admission::toString);
      assertTrue(pauses.pause(pause));
      seeThrough(2);
      sweepIn(Duration.ofMinutes(2));
      assertEquals(
          "The job is paused by ann since 2026-03-01T01:02:00Z: the disk is being changed.",
          run(job, minute).finished().map(RunState.Finished::reason).orElse("it waits"));
      pauses.resume(JOB, pause.since().minusSeconds(1));
    }
  }

  @Test
  void aPersonsRunThatWaitsBeginsWhileTheJobIsPaused() {
    fire(job(queue(1)), minute(0));
    var run = RunId.requested(JOB, "ann wants it");
    fired.add(run);
    engine.launch(run, job(queue(1)), Optional.empty());
    pauses.pause(new Pause(JOB, "ann", minute(1), "holidays"));
    seeThrough(1);
    assertEquals(2, withResult(RunResult.SUCCEEDED));
  }

  @Test
  void aPersonsWishIsNoSchedules() {
    pauses.pause(new Pause(JOB, "ann", minute(0), "holidays"));
    var run = RunId.requested(JOB, "ann wants it");
    engine.launch(run, job(Admission.FORBID), Optional.empty());
    assertEquals(1, ecs.tasks().size());
  }

  @Test
  void aPauseIsNotPausedAgainNorWhenItsReasonIsOlderThanTheResumption() {
    var pause = new Pause(JOB, "ecsjobs", minute(5), "3 runs failed in a row");
    assertTrue(pauses.pause(pause));
    assertEquals(false, pauses.pause(new Pause(JOB, "ann", minute(6), "holidays")));
    assertEquals(Optional.of(pause), pauses.resume(JOB, minute(7)));
    assertEquals(Optional.empty(), pauses.resume(JOB, minute(8)));
    assertEquals(false, pauses.pause(pause), "told again, it does not undo the resumption");
    assertEquals(List.of(), pauses.paused());
    assertTrue(pauses.pause(new Pause(JOB, "ann", minute(9), "holidays")));
  }

  @Test
  void aResumptionByASlowClockIsOneNevertheless() {
    pauses.pause(new Pause(JOB, "ann", minute(0), "holidays"));
    pauses.resume(JOB, minute(2));
    var again = new Pause(JOB, "ann", minute(3), "holidays");
    assertTrue(pauses.pause(again));
    assertEquals(Optional.of(again), pauses.resume(JOB, minute(1)));
    assertEquals(List.of(), pauses.paused());
    fire(job(Admission.FORBID), minute(4));
    assertEquals(1, ecs.tasks().size());
    assertEquals(false, pauses.pause(new Pause(JOB, "ecsjobs", minute(2), "1 run failed")));
  }

  @Test
  void listsPausesByJob() {
    var names = new ArrayList<>(List.of("b", "c", "a"));
    names.forEach(name -> pauses.pause(new Pause(new JobName(name), "ann", minute(0), "holidays")));
    Collections.sort(names);
    assertEquals(names, pauses.paused().stream().map(p -> p.job().value()).toList());
  }
}
