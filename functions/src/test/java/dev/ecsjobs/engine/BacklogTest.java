package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.Engine.Handled;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who waits for the account's launch quota is launched by one process at a time. */
class BacklogTest {
  private static final Instant NEVER = Instant.MAX;
  private static final String RATE = "AWS limits the rate of calls.";

  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final Store store = new Store();
  private final LaunchLease lease = new InMemoryLaunchLease();
  private final Engine engine = new Engine(store, ecs, lease, new Ticking(), clock, _ -> {});
  private final Backlog backlog = new Backlog(store, engine, lease, new Ticking(), clock);

  @Test
  void aThrottledLaunchIsToldApart() {
    throttle(1);
    assertTrue(launch(1).throttled());
    assertFalse(launch(2).throttled());

    ecs.deferNext(Duration.ofMinutes(5), "A quota is used up.");
    assertFalse(launch(3).throttled(), "that is over in a while, not in a moment");
  }

  @Test
  void allWhoWaitAreLaunched() {
    throttle(50);
    launch(1, 50);
    assertEquals(50, store.backlog(100).size());

    assertEquals(50, backlog.launch("a", NEVER).size());
    assertEquals(50, ecs.tasks().size());
    assertEquals(List.of(), store.backlog(100));
    assertFalse(lease.isHeld(clock.instant()));
  }

  @Test
  void whileItIsLaunchedWhoeverComesJoinsIt() {
    lease.take("a", clock.instant(), clock.instant().plusSeconds(15));
    var joined = launch(1);

    assertEquals(0, ecs.launches().size(), "no call is made");
    assertEquals(List.of(run(1)), store.backlog(10));
    assertFalse(joined.throttled(), "somebody is at it already");
    assertTrue(joined.reason().contains("Others wait for the account's launch quota."));
  }

  @Test
  void aDeadLaunchersLeaseHoldsNobodyBackForLong() {
    lease.take("a", clock.instant(), clock.instant().plus(Backlog.LEASE));
    launch(1);
    clock.advance(Backlog.LEASE);
    launch(2);

    assertEquals(List.of(run(2) + "/1"), ecs.launches());
    assertEquals(1, backlog.launchIfAny("sweep", NEVER).size());
    assertEquals(2, ecs.tasks().size());
  }

  @Test
  void onlyOneIsAtIt() {
    throttle(1);
    launch(1);
    lease.take("a", clock.instant(), clock.instant().plusSeconds(15));

    assertEquals(List.of(), backlog.launch("b", NEVER));
    assertEquals(1, ecs.launches().size());
  }

  @Test
  void whoeverLosesTheLeaseStops() {
    throttle(100);
    launch(1, 100);
    store.atEachLook =
        () -> {
          if (ecs.tasks().size() == 40) {
            lease.release("a");
            lease.take("b", clock.instant(), NEVER_YET);
          }
        };

    assertEquals(60, backlog.launch("a", NEVER).size(), "the page it had begun");
    assertEquals(40, store.backlog(100).size());
    assertTrue(lease.keep("b", NEVER_YET), "and leaves it to whom it is now");
  }

  private static final Instant NEVER_YET = Instant.parse("2030-01-01T00:00:00Z");

  @Test
  void itEndsWhenItsTimeHasComeAndTheNextGoesOn() {
    throttle(100);
    launch(1, 100);

    assertEquals(
        40, backlog.launch("a", clock.instant().plus(Ticking.BEAT.multipliedBy(40))).size());
    assertEquals(60, backlog.launch("b", NEVER).size());
    assertEquals(100, ecs.tasks().size());
  }

  @Test
  void whoeverIsThrottledAgainIsTriedAgain() {
    throttle(3 + 2);
    launch(1, 3);

    assertEquals(3, backlog.launch("a", NEVER).size());
    assertEquals(3, ecs.tasks().size());
  }

  @Test
  void whereNothingCanBeLaunchedItGivesUpAndTheNextSweepTriesAgain() {
    throttle(1_000);
    launch(1, 30);

    assertEquals(List.of(), backlog.launch("a", NEVER));
    assertEquals(30 + 10, ecs.launches().size(), "ten in vain");
    assertEquals(30, store.backlog(100).size());
    assertFalse(lease.isHeld(clock.instant()));
  }

  @Test
  void oneThatCannotBeHandledDoesNotKeepTheOthersAndIsTold() {
    throttle(30);
    launch(1, 30);
    store.broken = Optional.of(run(7));

    var failed = assertThrows(Engine.SweepFailed.class, () -> backlog.launch("a", NEVER));
    assertEquals(1, failed.getSuppressed().length, "and it is tried once");
    assertEquals(29, ecs.tasks().size());
    assertFalse(lease.isHeld(clock.instant()));
  }

  @Test
  void whatTheIndexTellsTooLateDoesNoHarm() {
    throttle(30);
    launch(1, 30);
    store.stale = List.copyOf(store.backlog(100));

    assertEquals(
        30,
        backlog.launch("a", clock.instant().plusSeconds(60)).stream()
            .map(Handled::run)
            .distinct()
            .count());
    assertEquals(30, ecs.tasks().size());
    assertEquals(60, ecs.launches().size(), "each was called for twice: throttled, then launched");
  }

  @Test
  void whereNobodyWaitsTheSweepTakesNoLease() {
    assertEquals(List.of(), backlog.launchIfAny("sweep", NEVER));
    assertEquals(List.of(), store.changes);
  }

  @Test
  void whoeverJoinsInTheLastMomentIsSeen() {
    throttle(1);
    launch(1);
    store.atEachLook =
        () -> {
          if (ecs.tasks().size() == 1 && store.load(run(2)).isEmpty()) {
            store.hidden = Optional.of(run(2));
            launch(2);
          } else {
            store.hidden = Optional.empty(); // the index tells of it when the lease is given back
          }
        };

    assertEquals(2, backlog.launch("a", NEVER).size());
  }

  private void throttle(int launches) {
    for (int i = 0; i < launches; i++) {
      ecs.deferNext(Duration.ZERO, RATE);
    }
  }

  private void launch(int from, int to) {
    for (int number = from; number <= to; number++) {
      launch(number);
    }
  }

  private Handled launch(int number) {
    var job = job(run(number).job(), Concurrency.FORBID);
    return engine.launch(run(number), job, Optional.of(ONE_O_CLOCK));
  }

  private static RunId run(int number) {
    return id(new JobName("job-%03d".formatted(number)), ONE_O_CLOCK);
  }

  /** Each takes a beat, and a rest its time. */
  private final class Ticking implements Pace {
    private static final Duration BEAT = Duration.ofMillis(50);

    @Override
    public <T> void each(Next<T> these, Consumer<T> action) {
      for (var one = these.next(); one.isPresent(); one = these.next()) {
        action.accept(one.get());
        clock.advance(BEAT);
      }
    }

    @Override
    public void rest(Duration time) {
      clock.advance(time);
    }
  }

  /** A store with which things happen. */
  private static final class Store extends ForwardingStore {
    private Runnable atEachLook = () -> {};
    private Optional<RunId> broken = Optional.empty();
    private Optional<RunId> hidden = Optional.empty();
    private List<RunId> stale = List.of();
    private final List<RunState> changes = new ArrayList<>();

    Store() {
      super(new InMemoryRunStore());
    }

    @Override
    public Optional<Run> load(RunId id) {
      if (broken.filter(id::equals).isPresent()) {
        throw new IllegalStateException("cannot be read: " + id);
      }
      return super.load(id);
    }

    @Override
    public Commit commit(Run before, Run after) {
      changes.add(after.state());
      return super.commit(before, after);
    }

    @Override
    public List<RunId> backlog(int limit) {
      atEachLook.run();
      return stale.isEmpty()
          ? super.backlog(limit).stream().filter(id -> !hidden.equals(Optional.of(id))).toList()
          : stale;
    }
  }
}
