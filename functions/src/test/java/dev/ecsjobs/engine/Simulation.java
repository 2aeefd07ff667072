package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.FakeTaskLauncher.Died;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Some hours in the life of an engine, drawn from a seed: schedules delivered several times, events
 * that are lost, doubled, late and out of order, processes that die anywhere, two sweeps at a time.
 * After two hours the world becomes reliable, and everything must come to its end.
 */
final class Simulation {
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Instant RELIABLE = ONE_O_CLOCK.plus(Duration.ofHours(2));
  private static final Instant END = ONE_O_CLOCK.plus(Duration.ofHours(12));
  private static final Limits LIMITS =
      new Limits(
          Optional.of(Duration.ofMinutes(5)),
          Optional.empty(),
          Optional.of(Duration.ofMinutes(4)),
          Optional.empty());
  static final RetryPolicy RETRY =
      new RetryPolicy(3, 4, Duration.ofSeconds(20), 2, Duration.ofMinutes(2), List.of());
  private static final RetryPolicy AT_ONCE =
      new RetryPolicy(3, 4, Duration.ZERO, 1, Duration.ZERO, List.of());

  private record Delivery(Instant at, int number, int tries, Runnable what) {}

  private final Random random;
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final MortalStore store = new MortalStore();
  private final PriorityQueue<Delivery> deliveries =
      new PriorityQueue<>(
          (a, b) -> {
            int byTime = a.at().compareTo(b.at());
            return byTime != 0 ? byTime : Integer.compare(a.number(), b.number());
          });
  private final Map<String, String> told = new HashMap<>();
  private final SimulatedEcs ecs;
  private final Engine engine;
  private int delivered;
  private int depth;

  final List<RunId> requested = new ArrayList<>();

  /** What the table's stream carries: every finished run, as it was written. */
  final List<Run> stream = new ArrayList<>();

  Simulation(long seed) {
    random = new Random(seed);
    ecs = new SimulatedEcs(random, clock, this::meanwhile);
    engine = new Engine(store, ecs, clock, _ -> {});
  }

  Map<RunId, Run> run() {
    requestRuns(new JobName("forbids"), Concurrency.FORBID, RETRY);
    requestRuns(new JobName("allows"), Concurrency.ALLOW, AT_ONCE);
    while (clock.instant().isBefore(END) && (!deliveries.isEmpty() || !allFinished())) {
      clock.advance(STEP);
      if (!clock.instant().isBefore(RELIABLE)) {
        ecs.becomeReliable();
      }
      tellWhatEcsTells();
      deliverWhatIsDue();
      int second = (int) (clock.instant().getEpochSecond() % 60);
      if (second == 0 || second == 5) {
        attempt(engine::sweep);
      }
      neverTwoLiveTasks();
    }
    return runs();
  }

  List<SimulatedEcs.Task> tasks() {
    return ecs.tasks();
  }

  private void requestRuns(JobName name, Concurrency concurrency, RetryPolicy retry) {
    var job = new Job(name, EngineFixtures.task(), retry, LIMITS, concurrency);
    for (int i = 0; i < 3; i++) {
      var time = ONE_O_CLOCK.plus(Duration.ofMinutes(10L * i));
      var id = RunId.scheduled(name, time);
      requested.add(id);
      for (int copy = 0; copy <= random.nextInt(3); copy++) {
        var at = time.plusSeconds(random.nextInt(copy == 0 ? 5 : 2000));
        // A request that fails is delivered until it does not; what no one delivers is no run.
        deliver(at, 1000, () -> engine.launch(id, job, Optional.of(time)));
      }
    }
  }

  private void deliver(Instant at, int tries, Runnable what) {
    deliveries.add(new Delivery(at, delivered++, tries, what));
  }

  private void deliverWhatIsDue() {
    while (!deliveries.isEmpty() && !deliveries.peek().at().isAfter(clock.instant())) {
      attempt(deliveries.remove());
    }
  }

  /** Between two steps of one process another may do anything. */
  private void meanwhile() {
    if (depth >= 3 || !isFaulty() || random.nextInt(100) >= 15) {
      return;
    }
    depth++;
    if (random.nextBoolean() || deliveries.isEmpty()) {
      attempt(engine::sweep);
    } else {
      tellWhatEcsTells();
      attempt(deliveries.remove());
    }
    depth--;
  }

  private boolean isFaulty() {
    return clock.instant().isBefore(RELIABLE);
  }

  /** As Lambda does, a failed event is delivered again a little later. */
  private void attempt(Delivery delivery) {
    if (!attempt(delivery.what()) && delivery.tries() > 1) {
      var again = clock.instant().plusSeconds(random.nextInt(60, 180));
      deliver(again, delivery.tries() - 1, delivery.what());
    }
  }

  private boolean attempt(Runnable process) {
    try {
      process.run();
      return true;
    } catch (Died | Engine.SweepFailed | Engine.CommitConflict e) {
      return false;
    }
  }

  private void tellWhatEcsTells() {
    var now = clock.instant();
    for (var task : ecs.tasks()) {
      String status =
          !task.isAliveAt(now)
              ? "STOPPED"
              : task.startsAt().filter(at -> !at.isAfter(now)).isPresent() ? "RUNNING" : "PENDING";
      if (!status.equals(told.put(task.arn(), status)) && !status.equals("PENDING")) {
        tell(task, status);
      }
    }
  }

  private void tell(SimulatedEcs.Task task, String status) {
    int copies = !isFaulty() ? 1 : new int[] {0, 1, 1, 1, 2}[random.nextInt(5)];
    for (int copy = 0; copy < copies; copy++) {
      var at = clock.instant().plusSeconds(random.nextInt(10) == 0 ? random.nextInt(200) : 0);
      deliver(at, 3, () -> engine.handle(task.run(), signal(task, status)));
    }
  }

  private Signal signal(SimulatedEcs.Task task, String status) {
    var now = clock.instant();
    return status.equals("STOPPED")
        ? new Signal.TaskStopped(now, task.attempt(), task.end())
        : new Signal.TaskStarted(now, task.attempt(), task.arn(), task.startsAt().orElse(now));
  }

  private void neverTwoLiveTasks() {
    var alive = new HashMap<String, SimulatedEcs.Task>();
    for (var task : ecs.tasks()) {
      if (task.isAliveAt(clock.instant())) {
        boolean forbids = task.run().job().value().equals("forbids");
        String owner = forbids ? "job forbids" : "run " + task.run();
        var other = alive.put(owner, task);
        assertTrue(other == null, () -> owner + " has two live tasks: " + other + ", " + task);
      }
    }
  }

  private boolean allFinished() {
    return runs().values().stream().allMatch(run -> run.finished().isPresent());
  }

  private Map<RunId, Run> runs() {
    var runs = new LinkedHashMap<RunId, Run>();
    requested.forEach(id -> store.load(id).ifPresent(run -> runs.put(id, run)));
    return runs;
  }

  /** Dies now and then, before or after a write. */
  private final class MortalStore extends ForwardingStore {
    MortalStore() {
      super(new InMemoryRunStore());
    }

    @Override
    public Claim claim(Run run) {
      dieSometimes("before a claim");
      var claim = super.claim(run);
      if (claim instanceof Claim.Claimed) {
        streamed(run);
      }
      dieSometimes("after a claim");
      return claim;
    }

    @Override
    public boolean commit(Run before, Run after) {
      meanwhile();
      dieSometimes("before a commit");
      boolean committed = super.commit(before, after);
      if (committed) {
        streamed(after);
      }
      dieSometimes("after a commit");
      return committed;
    }

    private void streamed(Run run) {
      if (run.finished().isPresent()) {
        stream.add(run);
      }
    }

    private void dieSometimes(String where) {
      if (isFaulty() && random.nextInt(100) < 3) {
        throw new Died(where);
      }
    }
  }
}
