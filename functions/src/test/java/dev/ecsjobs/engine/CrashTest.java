package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.FakeTaskLauncher.Died;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process dies at each step; what is left is finished with one task an attempt. */
class CrashTest {
  private static final RunId RUN = id(REPORT, ONE_O_CLOCK);
  private static final Job JOB =
      job(
          REPORT,
          Concurrency.FORBID,
          new RetryPolicy(2, 2, Duration.ZERO, 1, Duration.ZERO, List.of()));

  private final MortalStore store = new MortalStore();
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final Engine engine = new Engine(store, ecs, clock, _ -> {});

  @ParameterizedTest(name = "{0}, and the sweep calls RunTask {2} times in all")
  @CsvSource({
    "before the claim,             none of it recorded, 1",
    "after the claim,              launching,           1",
    "before RunTask,               launching,           2",
    "after RunTask,                launching,           2",
    "before RunTasks commit,       launching,           2",
    "after RunTasks commit,        running,             1",
  })
  void finishesALaunchThatDied(String step, String left, int calls) {
    switch (step) {
      case "before the claim" -> store.dieBefore(1);
      case "after the claim" -> store.dieAfter(1);
      case "before RunTask" -> ecs.dieBeforeNextLaunch();
      case "after RunTask" -> ecs.dieAfterNextLaunch();
      case "before RunTasks commit" -> store.dieBefore(2);
      case "after RunTasks commit" -> store.dieAfter(2);
      default -> throw new AssertionError(step);
    }
    assertThrows(Died.class, this::fire);
    assertEquals(
        left,
        store
            .load(RUN)
            .map(r -> r.state().getClass().getSimpleName())
            .orElse("none of it recorded")
            .toLowerCase(Locale.ROOT));

    // Lambda delivers the event again, at once; then the lease ends and the sweep comes.
    fire();
    clock.advance(Duration.ofMinutes(1));
    engine.sweep(Instant.MAX);
    assertEquals(1, ecs.tasks().size());
    assertEquals(calls, ecs.launches().size());

    stopped(1, 0);
    assertEquals(RunResult.SUCCEEDED, result());
    assertEquals(1, ecs.tasks().size());
  }

  @ParameterizedTest
  @CsvSource({
    "before the commit",
    "after the commit",
    "before RunTask",
    "after RunTask",
    "before RunTasks commit",
    "after RunTasks commit",
  })
  void finishesARetryThatDied(String step) {
    fire();
    switch (step) {
      case "before the commit" -> store.dieBefore(3);
      case "after the commit" -> store.dieAfter(3);
      case "before RunTask" -> ecs.dieBeforeNextLaunch();
      case "after RunTask" -> ecs.dieAfterNextLaunch();
      case "before RunTasks commit" -> store.dieBefore(4);
      case "after RunTasks commit" -> store.dieAfter(4);
      default -> throw new AssertionError(step);
    }
    ecs.stopped(EngineFixtures.stopped(ecs.task(RUN, 1), 1, clock.instant()));
    assertThrows(Died.class, () -> stopped(1, 1));

    // The event is not delivered again: only the sweep is left.
    for (int minute = 1; minute <= 2; minute++) {
      clock.advance(Duration.ofMinutes(1));
      engine.sweep(Instant.MAX);
    }
    assertEquals(2, ecs.tasks().size());
    stopped(2, 0);
    assertEquals(RunResult.SUCCEEDED, result());
    assertEquals(2, ecs.tasks().size());
  }

  @Test
  void handsTheLockOnWhenTheProcessDiesAfterTheLastCommit() {
    fire();
    store.dieAfter(3);
    assertThrows(Died.class, () -> stopped(1, 0));
    assertEquals(RunResult.SUCCEEDED, result());
    var next = ONE_O_CLOCK.plusSeconds(600);
    engine.launch(id(REPORT, next), JOB, Optional.of(next));
    assertEquals(2, ecs.tasks().size());
  }

  @Test
  void givesUpWhenTheRunChangesAllTheTime() {
    var commits = new AtomicInteger();
    var busy =
        new ForwardingStore(new InMemoryRunStore()) {
          @Override
          public Commit commit(Run before, Run after) {
            commits.incrementAndGet();
            return new Commit.Changed();
          }
        };
    busy.claim(launching(JOB, ONE_O_CLOCK));
    var unlucky = new Engine(busy, ecs, clock, _ -> {});
    var conflict =
        assertThrows(
            Engine.CommitConflict.class,
            () -> unlucky.handle(RUN, new Signal.LaunchAccepted(ONE_O_CLOCK, 1, "task/1")));
    assertTrue(commits.get() > 1 && commits.get() <= 20, commits + " commits");
    assertTrue(conflict.getMessage().contains(RUN.toString()), conflict.getMessage());
    assertEquals(List.of(), ecs.launches(), "what is not recorded is not done");
  }

  @Test
  void decidesAgainOnWhatAnotherWriterLeft() {
    var memory = new InMemoryRunStore();
    var first = launching(JOB, ONE_O_CLOCK);
    var overtaken =
        new ForwardingStore(memory) {
          @Override
          public Commit commit(Run before, Run after) {
            if (before.equals(first)) {
              memory.commit(first, EngineFixtures.accepted(first, ONE_O_CLOCK));
            }
            return memory.commit(before, after);
          }
        };
    memory.claim(first);
    var stop = EngineFixtures.stopped("task/1", 0, ONE_O_CLOCK.plusSeconds(9));
    new Engine(overtaken, ecs, clock, _ -> {})
        .handle(RUN, new Signal.TaskStopped(ONE_O_CLOCK.plusSeconds(9), 1, stop));
    var run = memory.load(RUN).orElseThrow();
    assertEquals(RunResult.SUCCEEDED, run.finished().orElseThrow().result());
    assertEquals(4, run.timeline().size(), "the task is accepted once: " + run.timeline());
  }

  private void fire() {
    engine.launch(RUN, JOB, Optional.of(ONE_O_CLOCK));
  }

  private void stopped(int attempt, int exitCode) {
    var now = clock.instant();
    var task = EngineFixtures.stopped(ecs.task(RUN, attempt), exitCode, now);
    engine.handle(RUN, new Signal.TaskStopped(now, attempt, task));
  }

  private RunResult result() {
    return store.load(RUN).orElseThrow().finished().orElseThrow().result();
  }

  /** Dies once, before or after its n-th write. */
  private static final class MortalStore extends ForwardingStore {
    private int writes;
    private int before;
    private int after;

    MortalStore() {
      super(new InMemoryRunStore());
    }

    void dieBefore(int write) {
      before = write;
    }

    void dieAfter(int write) {
      after = write;
    }

    @Override
    public Claim claim(Run run) {
      dieIf(++writes == before, "before write " + writes);
      var claim = super.claim(run);
      dieIf(writes == after, "after write " + writes);
      return claim;
    }

    @Override
    public Commit commit(Run old, Run run) {
      dieIf(++writes == before, "before write " + writes);
      var committed = super.commit(old, run);
      dieIf(writes == after, "after write " + writes);
      return committed;
    }

    private static void dieIf(boolean now, String where) {
      if (now) {
        throw new Died(where);
      }
    }
  }
}
