package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.EcsTaskLauncher;
import dev.ecsjobs.aws.RunTaskRequests;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What simulations found, told without chance. */
class SimulationRegressionTest {
  private static final Job JOB =
      new Job(
          REPORT,
          EngineFixtures.task(),
          RetryPolicy.DEFAULT,
          new Limits(
              Optional.empty(),
              Optional.empty(),
              Optional.of(Duration.ofMinutes(1)),
              Optional.empty()),
          Admission.FORBID);

  private static final Job JOB_WITHOUT_LIMITS = EngineFixtures.job(REPORT, Concurrency.FORBID);

  /** Two attempts were alive at once: ECS did not find the task yet, and it took long to stop. */
  @Test
  void aYoungTaskThatIsBeingStoppedAndNotFoundMayBeAlive() {
    var accepted =
        after(EngineFixtures.launching(JOB, ONE_O_CLOCK), accepted(ONE_O_CLOCK.plusSeconds(1)));
    var stopping =
        after(
            accepted,
            new Signal.TaskSeen(ONE_O_CLOCK.plusSeconds(62), 1, "task/1", Optional.empty()));
    assertInstanceOf(RunState.Stopping.class, stopping.state());

    var early = new Signal.TaskNotFound(ONE_O_CLOCK.plusSeconds(122), 1, "task/1");
    assertInstanceOf(RunState.Stopping.class, after(stopping, early).state());
    assertInstanceOf(Effect.StopTask.class, stopping.decide(early).effects().getFirst());
    var late = new Signal.TaskNotFound(ONE_O_CLOCK.plusSeconds(400), 1, "task/1");
    assertInstanceOf(RunState.BackingOff.class, after(stopping, late).state());
  }

  /** Clocks of two functions differ: five minutes by them are not five minutes in ECS. */
  @Test
  void fiveMinutesByTwoClocksAreNotEnoughToBelieveThatATaskIsGone() {
    var accepted =
        after(EngineFixtures.launching(JOB, ONE_O_CLOCK), accepted(ONE_O_CLOCK.minusSeconds(2)));
    var once = after(accepted, new Signal.TaskNotFound(ONE_O_CLOCK.plusSeconds(120), 1, "task/1"));
    var twice = after(once, new Signal.TaskNotFound(ONE_O_CLOCK.plusSeconds(300), 1, "task/1"));
    assertInstanceOf(RunState.Running.class, twice.state());
  }

  /**
   * An attempt got two tasks: the first call went unanswered, the next were throttled for longer
   * than ECS remembers a client token, and that there had been a first call was forgotten.
   */
  @Test
  void aCallThatWasPutOffDoesNotHideTheUnansweredOneBeforeIt() {
    var time = new SimulatedTime(ONE_O_CLOCK);
    var chance = new SimulatedChance(1);
    chance.becomeReliable();
    var started = new ArrayList<SimulatedTask>();
    var ecs = new SimulatedEcs(time, chance, SimulatedBug.RANDOM_CLIENT_TOKEN, watching(started));
    var requests =
        new RunTaskRequests("simulated", "jobs", new Network(List.of(), List.of(), false));
    var launcher = new EcsTaskLauncher(ecs, requests);
    var unanswered = EngineFixtures.launching(JOB, ONE_O_CLOCK);
    var repeated = after(unanswered, new Signal.Due(ONE_O_CLOCK.plusSeconds(60)));
    var putOff =
        after(
            repeated,
            new Signal.LaunchDeferred(
                ONE_O_CLOCK.plusSeconds(61), 1, Duration.ofMinutes(1), "Rate exceeded."));
    var again = after(putOff, new Signal.Due(ONE_O_CLOCK.plusSeconds(121)));

    var answers = new ArrayList<LaunchAnswer>();
    time.in(
        Duration.ofSeconds(1),
        () ->
            time.start(
                Duration.ofMinutes(1),
                () -> {
                  for (Run run : List.of(unanswered, again)) {
                    answers.add(launcher.launch(run, 1));
                  }
                },
                thrown -> assertNull(thrown)));
    time.runUntil(ONE_O_CLOCK.plusSeconds(10));
    assertEquals(1, started.size(), "tasks of the attempt");
    assertTrue(answers.size() == 2 && answers.getFirst().equals(answers.getLast()), "" + answers);
  }

  /** The job's next run started beside a task that nobody had asked for any more. */
  @Test
  void aCancelledRunAsksForTheTaskOfItsUnansweredLaunchBeforeItEnds() {
    var cancelled =
        after(
            EngineFixtures.launching(JOB, ONE_O_CLOCK),
            new Signal.CancelRequested(ONE_O_CLOCK.plusSeconds(30), "nobody needs it"));
    var due = new Signal.Due(ONE_O_CLOCK.plusSeconds(60));
    assertInstanceOf(Effect.StartTask.class, cancelled.decide(due).effects().getFirst());
    var asking = after(cancelled, due);
    assertInstanceOf(RunState.Launching.class, asking.state());
    assertInstanceOf(
        RunState.Stopping.class, after(asking, accepted(ONE_O_CLOCK.plusSeconds(61))).state());
  }

  /** Two attempts were alive at once: that ECS did not know the task was news of a minute ago. */
  @Test
  void whatEcsDidNotKnowIsDatedWhenItWasAsked() {
    var store = new InMemoryRunStore();
    var clock = new SettableClock(ONE_O_CLOCK);
    var ecs = new FakeTaskLauncher();
    var engine = new Engine(store, ecs, clock, _ -> {});
    var run = EngineFixtures.id(REPORT, ONE_O_CLOCK);
    engine.launch(run, JOB_WITHOUT_LIMITS, Optional.of(ONE_O_CLOCK));
    ecs.forget(ecs.task(run, 1));
    clock.advance(Duration.ofMinutes(2));
    engine.sweep(Instant.MAX);
    ecs.eachLookTakes(() -> clock.advance(Duration.ofMinutes(1)));
    clock.set(ONE_O_CLOCK.plus(Duration.ofMinutes(5)));
    engine.sweep(Instant.MAX);
    assertTrue(clock.instant().isAfter(ONE_O_CLOCK.plusSeconds(330)), "asked too late to prove it");
    assertInstanceOf(RunState.Running.class, store.load(run).orElseThrow().state());
  }

  /** A run that had gone in meanwhile replaced the one that came after it. */
  @Test
  void whoHasGoneInReplacesNobodyAnyMore() {
    var store = new InMemoryRunStore();
    var clock = new SettableClock(ONE_O_CLOCK);
    var ecs = new FakeTaskLauncher();
    var job = EngineFixtures.job(REPORT, Concurrency.REPLACE);
    var times = List.of(0, 5, 10).stream().map(m -> ONE_O_CLOCK.plusSeconds(60L * m)).toList();
    var ids = times.stream().map(time -> EngineFixtures.id(REPORT, time)).toList();
    var engine = new Engine(store, ecs, clock, _ -> {});
    engine.launch(ids.get(0), job, Optional.of(times.get(0)));
    var slow =
        new ForwardingStore(store) {
          private boolean looked;

          @Override
          public Line line(Gate gate) {
            if (!looked) {
              looked = true;
              clock.advance(Duration.ofMinutes(1));
              var stopped = EngineFixtures.stopped(ecs.task(ids.get(0), 1), 0, clock.instant());
              engine.handle(ids.get(0), new Signal.TaskStopped(clock.instant(), 1, stopped));
              engine.launch(ids.get(2), job, Optional.of(times.get(2)));
            }
            return super.line(gate);
          }
        };
    new Engine(slow, ecs, clock, _ -> {}).launch(ids.get(1), job, Optional.of(times.get(1)));
    assertInstanceOf(RunState.Stopping.class, store.load(ids.get(1)).orElseThrow().state());
    assertTrue(store.load(ids.get(2)).orElseThrow().isQueued(), "the last to come stays");
  }

  private static Signal accepted(Instant at) {
    return new Signal.LaunchAccepted(at, 1, "task/1");
  }

  private static SimulatedEcs.Watcher watching(List<SimulatedTask> started) {
    return new SimulatedEcs.Watcher() {
      @Override
      public void starts(SimulatedTask task) {
        started.add(task);
      }

      @Override
      public void tells(SimulatedTask task) {
        // nobody listens
      }
    };
  }
}
