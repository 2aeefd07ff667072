package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Interim;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.run.Usual;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sweep of many runs. */
class SweepTest {
  private static final Duration A_STEP = Duration.ofSeconds(1);

  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final List<Integer> looks = new ArrayList<>();
  private final Store store = new Store();
  private final Engine engine = new Engine(store, new Counting(), clock, _ -> {});

  @Test
  void looksAtTasksAHundredAtATime() {
    fire(250);
    ecs.tasks().forEach(task -> ecs.running(task, ONE_O_CLOCK));
    clock.advance(Duration.ofMinutes(2));

    assertEquals(250, engine.sweep(Instant.MAX).size());
    assertEquals(List.of(100, 100, 50), looks);
    assertEquals(250, ecs.looks().stream().distinct().count());
    assertEquals(List.of(), store.due(clock.instant(), 1000), "all have been asked about");
  }

  @Test
  void settlesEachRunByWhatWasSeenOfItsOwnTask() {
    fire(30);
    for (int i = 0; i < 30; i++) {
      var task = ecs.task(run(i), 1);
      switch (i % 3) {
        case 0 -> ecs.stopped(EngineFixtures.stopped(task, 0, clock.instant()));
        case 1 -> ecs.running(task, ONE_O_CLOCK);
        default -> ecs.silent(task);
      }
    }
    clock.advance(Duration.ofMinutes(2));
    engine.sweep(Instant.MAX);

    assertEquals(List.of(30), looks);
    for (int i = 0; i < 30; i++) {
      var run = store.load(run(i)).orElseThrow();
      assertEquals(i % 3 == 0, run.finished().isPresent(), run::toString);
      assertEquals(i % 3 == 2, !run.dueAt().map(clock.instant()::isBefore).orElse(true));
    }
  }

  @Test
  void asksTheHistoryOfAJobOnceForAllItsRunsAndOnlyWhenTheyAreNotYoung() {
    var asked = new ArrayList<JobName>();
    var knowing =
        new Engine(
            store,
            new Counting(),
            new InMemoryLaunchLease(),
            Pace.IN_TURN,
            clock,
            _ -> {},
            job -> {
              asked.add(job);
              return Optional.of(new Usual(Duration.ofMinutes(1), 20));
            });
    fire(30);
    ecs.tasks().forEach(task -> ecs.running(task, ONE_O_CLOCK));
    clock.advance(Duration.ofMinutes(2));
    knowing.sweep(Instant.MAX);
    assertEquals(List.of(), asked);

    clock.advance(Duration.ofMinutes(8));
    knowing.sweep(Instant.MAX);
    assertEquals(asked.stream().distinct().toList(), asked);
    assertFalse(asked.isEmpty());
    for (int i = 0; i < 30; i++) {
      var told = Interim.latestOf(store.load(run(i)).orElseThrow()).orElseThrow();
      assertTrue(told.reason().startsWith("The run takes longer than usual"), told::reason);
    }
  }

  @Test
  void launchesWhatIsDueOnEveryPage() {
    ecs.loseRequests(230);
    fire(230);
    clock.advance(Duration.ofMinutes(1));

    assertEquals(230, engine.sweep(Instant.MAX).size());
    assertEquals(230, ecs.tasks().size());
    assertTrue(store.pages > 2, store.pages + " pages");
  }

  @Test
  void endsBetweenTwoRunsWhenItsTimeHasComeAndTheNextGoesOn() {
    ecs.loseRequests(230);
    fire(230);
    clock.advance(Duration.ofMinutes(1));
    ecs.eachLaunchTakes(() -> clock.advance(A_STEP));

    var first = engine.sweep(clock.instant().plus(A_STEP.multipliedBy(45)));
    assertEquals(45, first.size());
    assertEquals(45, ecs.tasks().size());

    engine.sweep(clock.instant().plus(A_STEP.multipliedBy(150)));
    assertEquals(45 + 150, ecs.tasks().size(), "more than a page");
    engine.sweep(Instant.MAX);
    assertEquals(230, ecs.tasks().size());
    assertEquals(460, ecs.launches().size(), "none is launched twice by the sweep");
  }

  @Test
  void doesNothingWhenItsTimeHasComeAlready() {
    fire(5);
    clock.advance(Duration.ofMinutes(2));

    assertEquals(List.of(), engine.sweep(clock.instant()));
    assertEquals(List.of(), looks);
  }

  @Test
  void beginsWithWhatIsDueLongest() {
    ecs.loseRequests(3);
    for (int i : List.of(2, 0, 1)) {
      clock.set(ONE_O_CLOCK.plusSeconds(i));
      fire(i, i + 1);
    }
    clock.set(ONE_O_CLOCK.plusSeconds(90));
    engine.sweep(Instant.MAX);

    assertEquals(
        List.of(run(0) + "/1", run(1) + "/1", run(2) + "/1"), ecs.launches().subList(3, 6));
  }

  @Test
  void goesOnWhenOneRunCannotBeHandledAndTellsAtTheEnd() {
    ecs.loseRequests(120);
    fire(120);
    clock.advance(Duration.ofMinutes(1));
    ecs.dieBeforeNextLaunch();
    store.broken = Optional.of(run(7));

    var failed = assertThrows(Engine.SweepFailed.class, () -> engine.sweep(Instant.MAX));
    assertEquals(2, failed.getSuppressed().length);
    assertEquals(118, ecs.tasks().size());

    store.broken = Optional.empty();
    clock.advance(Duration.ofMinutes(1));
    engine.sweep(Instant.MAX);
    assertEquals(120, ecs.tasks().size());
  }

  @Test
  void goesOnWhenWhatWasSeenOfOneTaskCannotBeRecorded() {
    fire(20);
    ecs.tasks().forEach(task -> ecs.stopped(EngineFixtures.stopped(task, 0, clock.instant())));
    clock.advance(Duration.ofMinutes(2));
    store.unwritable = Optional.of(run(3));

    assertThrows(Engine.SweepFailed.class, () -> engine.sweep(Instant.MAX));
    assertEquals(19, succeeded(20));

    store.unwritable = Optional.empty();
    engine.sweep(Instant.MAX);
    assertEquals(20, succeeded(20));
  }

  @Test
  void passesOverARunThatHasExpiredMeanwhile() {
    fire(3);
    clock.advance(Duration.ofMinutes(2));
    store.expired = Optional.of(run(1));

    assertEquals(2, engine.sweep(Instant.MAX).size());
  }

  @Test
  void doesNoHarmWhenItRunsTwiceAtOnce() {
    ecs.loseRequests(60);
    fire(60);
    fire(60, 120);
    IntStream.range(60, 120)
        .mapToObj(i -> ecs.task(run(i), 1))
        .forEach(task -> ecs.stopped(EngineFixtures.stopped(task, 1, clock.instant())));
    clock.advance(Duration.ofMinutes(1));
    Together.call(4, _ -> engine.sweep(Instant.MAX));

    assertEquals(120, ecs.tasks().size());
    assertEquals(60 + 60 + 60, ecs.launches().size(), "each lost call is repeated by one of them");
    for (int i = 60; i < 120; i++) {
      var run = store.load(run(i)).orElseThrow();
      assertEquals(2, ((RunState.BackingOff) run.state()).next(), run::toString);
    }
  }

  private int succeeded(int runs) {
    return (int)
        IntStream.range(0, runs)
            .mapToObj(i -> store.load(run(i)).orElseThrow())
            .flatMap(run -> run.finished().stream())
            .filter(finished -> finished.result() == RunResult.SUCCEEDED)
            .count();
  }

  private void fire(int runs) {
    fire(0, runs);
  }

  private void fire(int from, int to) {
    for (int i = from; i < to; i++) {
      var job = job(run(i).job(), Concurrency.FORBID);
      engine.launch(run(i), job, Optional.of(ONE_O_CLOCK));
    }
  }

  private static RunId run(int i) {
    return id(new JobName("job-%03d".formatted(i)), ONE_O_CLOCK);
  }

  /** Counts how many tasks each call asks about. */
  private final class Counting implements TaskLauncher {
    @Override
    public LaunchAnswer launch(Run run, int attempt) {
      return ecs.launch(run, attempt);
    }

    @Override
    public void stop(String task, String reason) {
      ecs.stop(task, reason);
    }

    @Override
    public Map<String, TaskStatus> look(Collection<String> tasks) {
      synchronized (looks) {
        looks.add(tasks.size());
      }
      return ecs.look(tasks);
    }
  }

  /** A store in which a single run may give trouble. */
  private static final class Store extends ForwardingStore {
    private Optional<RunId> broken = Optional.empty();
    private Optional<RunId> unwritable = Optional.empty();
    private Optional<RunId> expired = Optional.empty();
    private volatile int pages;

    Store() {
      super(new InMemoryRunStore());
    }

    @Override
    public Optional<Run> load(RunId id) {
      if (broken.filter(id::equals).isPresent()) {
        throw new IllegalStateException("cannot be read: " + id);
      }
      return expired.filter(id::equals).isPresent() ? Optional.empty() : super.load(id);
    }

    @Override
    public Commit commit(Run before, Run after) {
      if (unwritable.filter(before.id()::equals).isPresent()) {
        throw new IllegalStateException("cannot be written: " + before.id());
      }
      return super.commit(before, after);
    }

    @Override
    public synchronized List<RunId> due(Instant until, int limit) {
      pages++;
      return super.due(until, limit);
    }
  }
}
