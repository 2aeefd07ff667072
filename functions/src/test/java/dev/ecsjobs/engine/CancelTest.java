package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person wants a run to end, whole paths. */
class CancelTest {
  private static final RunId RUN = id(REPORT, ONE_O_CLOCK);
  private static final Job JOB = job(REPORT, Concurrency.FORBID);

  private final InMemoryRunStore store = new InMemoryRunStore();
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final Engine engine = new Engine(store, ecs, clock, _ -> {});

  @Test
  void stopsTheTaskAndEndsWhenItHasStopped() {
    fire();
    assertEquals("Attempt 1 is being stopped: it is not needed any more.", cancel().reason());
    assertEquals(List.of(task() + ": ecsjobs: it is not needed any more"), ecs.stops());

    clock.advance(Duration.ofSeconds(30));
    var stopped = EngineFixtures.stopped(task(), 143, clock.instant());
    engine.handle(RUN, new Signal.TaskStopped(clock.instant(), 1, stopped));
    assertEquals(RunResult.CANCELLED, result());
    assertEquals("It is not needed any more.", run().finished().orElseThrow().reason());
    assertNothingIsLeft();
  }

  @Test
  void stopsATaskWhoseAnswerWasLostOnceTheLeaseEnds() {
    ecs.loseNextAnswer();
    fire();
    cancel();
    assertEquals(List.of(), ecs.stops());

    sweepIn(Duration.ofMinutes(1));
    assertEquals(List.of(task() + ": ecsjobs: it is not needed any more"), ecs.stops());
    assertEquals(Optional.empty(), run().finished(), "not before the task has stopped");
    ecs.stopped(EngineFixtures.stopped(task(), 143, clock.instant()));
    sweepIn(Duration.ofMinutes(1));
    assertEquals(RunResult.CANCELLED, result());
    assertEquals(1, ecs.tasks().size());
    assertNothingIsLeft();
  }

  @Test
  void startsNoTaskThatIsStillMissingWhenTheLeaseEnds() {
    ecs.loseNextRequest();
    fire();
    cancel();
    sweepIn(Duration.ofMinutes(1));

    assertEquals(RunResult.CANCELLED, result());
    assertEquals(List.of(), ecs.tasks());
    assertNothingIsLeft();
  }

  @Test
  void endsARunThatWaitsForItsNextAttempt() {
    fire();
    var stopped = EngineFixtures.stopped(task(), 1, clock.instant());
    engine.handle(RUN, new Signal.TaskStopped(clock.instant(), 1, stopped));
    cancel();

    assertEquals(RunResult.CANCELLED, result());
    sweepIn(Duration.ofHours(1));
    assertEquals(1, ecs.launches().size());
    assertNothingIsLeft();
  }

  @Test
  void endsARunWhoseLaunchIsPutOff() {
    ecs.deferNext(Duration.ofMinutes(5), "Rate exceeded.");
    fire();
    cancel();
    sweepIn(Duration.ofMinutes(5));

    assertEquals(RunResult.CANCELLED, result());
    assertEquals(List.of(), ecs.tasks());
    assertNothingIsLeft();
  }

  @Test
  void isHarmlessTwentyTimesAtOnce() {
    fire();
    Together.call(20, _ -> cancel());

    assertEquals(1, ecs.stops().size());
  }

  /** Nothing is due any more, and the job may run again. */
  private void assertNothingIsLeft() {
    assertEquals(List.of(), store.due(Instant.MAX, 10));
    var next = id(REPORT, clock.instant().plusSeconds(60));
    int before = ecs.tasks().size();
    engine.launch(next, JOB, Optional.empty());
    assertEquals(before + 1, ecs.tasks().size());
  }

  private void fire() {
    engine.launch(RUN, JOB, Optional.of(ONE_O_CLOCK));
  }

  private Engine.Handled cancel() {
    return engine.handle(
        RUN, new Signal.CancelRequested(clock.instant(), "it is not needed any more"));
  }

  private void sweepIn(Duration duration) {
    clock.advance(duration);
    engine.sweep(Instant.MAX);
  }

  private String task() {
    return ecs.task(RUN, 1);
  }

  private Run run() {
    return store.load(RUN).orElseThrow();
  }

  private RunResult result() {
    return run().finished().orElseThrow().result();
  }
}
