package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.aws.EcsTaskLauncher;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.RunTaskRequests;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.lambda.InMemoryWiring;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Some hours in the life of a stack, drawn from a seed: the real handlers, engine and launcher, in
 * virtual time, on a simulated ECS and a store that fail in every way. After three hours the world
 * becomes reliable, and everything must come to its end. Odd seeds have the store in memory, even
 * ones DynamoDB's semantics; every seventh is a storm.
 */
final class Simulation implements SimulatedEcs.Watcher {
  private static final String STACK = "simulated";
  private static final Network NETWORK =
      new Network(List.of("subnet-1", "subnet-2", "subnet-3"), List.of("sg-1"), false);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant RELIABLE = ONE_O_CLOCK.plus(Duration.ofHours(3));
  private static final Instant END = ONE_O_CLOCK.plus(Duration.ofHours(100));

  private final SimulatedTime time = new SimulatedTime(ONE_O_CLOCK);
  private final SimulatedChance chance;
  private final SimulatedStore store;
  private final SimulatedEcs ecs;
  private final LaunchLease lease = new InMemoryLaunchLease();
  private final SimulatedHistory history;
  private final SimulatedFunctions functions;
  private final SimulatedChecks checks;
  private final SimulatedUse use;
  private final InMemorySchedules schedules = new InMemorySchedules();
  private final Watermark watermark = new InMemoryWatermark();
  private final List<Run> finished = new ArrayList<>();
  private final Map<String, Long> lastTold = new HashMap<>();
  private long told;

  Simulation(long seed, SimulatedBug bug) {
    chance = new SimulatedChance(seed);
    store = new SimulatedStore(time, chance, Math.floorMod(seed, 2) == 0, this::written);
    ecs = new SimulatedEcs(time, chance, bug, this);
    history = new SimulatedHistory(time, chance);
    checks = new SimulatedChecks(time, store, ecs, STACK);
    functions = new SimulatedFunctions(time, chance, clock -> wiring(clock, bug));
    use = new SimulatedUse(time, chance, functions, schedules);
    watermark.advance(ONE_O_CLOCK.minus(MINUTE));
  }

  private Wiring wiring(InstantSource clock, SimulatedBug bug) {
    var launcher = new EcsTaskLauncher(ecs, new RunTaskRequests(STACK, "jobs", NETWORK));
    var used = new SimulatedMutant(store, launcher, bug);
    var pace = new SimulatedPace(time);
    var engine = new Engine(used, launcher, lease, pace, clock, checks::decided);
    return InMemoryWiring.of(
        STACK,
        engine,
        new Backlog(used, engine, lease, pace, clock),
        used,
        store,
        history,
        schedules,
        watermark,
        clock);
  }

  /** Runs it to its end; throws the first violation. */
  void run() {
    use.draw();
    time.at(RELIABLE.toEpochMilli(), chance::becomeReliable);
    time.in(MINUTE, this::minutely);
    time.runUntil(END);
    checks.atTheEnd(use.wanted(), history);
  }

  private void minutely() {
    if (use.wanted().stream().allMatch(this::hasEnded)) {
      return;
    }
    time.in(MINUTE, this::minutely);
    if (chance.isReliable()) {
      checks.nobodyWaitsInVain();
    }
    if (!isAnythingToSweep() || chance.happens(SimulatedFault.SWEEP_DROPPED)) {
      return;
    }
    functions.sweep();
    if (chance.happens(SimulatedFault.SWEEP_DOUBLED)) {
      time.in(Duration.ofMillis(chance.between(0, 3_000)), functions::sweep);
    }
  }

  private boolean isAnythingToSweep() {
    return store.isAnythingDue(time.instant().plusSeconds(5)) || use.isAnythingUnheard(store);
  }

  private boolean hasEnded(RunId id) {
    return store.seen(id).flatMap(Run::finished).isPresent();
  }

  @Override
  public void starts(SimulatedTask task) {
    checks.starts(task);
  }

  @Override
  public void tells(SimulatedTask task) {
    if (chance.happens(SimulatedFault.EVENT_DROPPED)) {
      return;
    }
    byte[] event = Json.write(task.event(time.millis())).getBytes(UTF_8);
    long number = told++;
    boolean stopped = !task.isAliveAt(time.millis());
    int copies = chance.happens(SimulatedFault.EVENT_DOUBLED) ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      int millis = chance.between(0, 2_000);
      if (chance.happens(SimulatedFault.EVENT_DELAYED)) {
        millis = chance.between(2_000, 300_000);
      }
      time.in(Duration.ofMillis(millis), () -> tell(task, event, number, stopped));
    }
  }

  private void tell(SimulatedTask task, byte[] event, long number, boolean stopped) {
    if (lastTold.merge(task.arn(), number, Math::max) > number) {
      chance.count(SimulatedFault.EVENT_REORDERED);
    }
    functions.taskState(
        event,
        () -> {
          if (stopped) {
            checks.stopWasHeard(task);
          }
        });
  }

  private void written(Run run) {
    checks.written(run);
    if (run.finished().isPresent()) {
      finished.add(run);
      int last = finished.size();
      time.in(Duration.ofMillis(chance.between(100, 2_000)), () -> stream(last));
    }
  }

  /** What came before may come again with it. */
  private void stream(int until) {
    int from = until - 1;
    while (from > 0 && chance.happens(SimulatedFault.STREAM_DOUBLED)) {
      from--;
    }
    functions.summary(List.copyOf(finished.subList(from, until)));
  }

  List<Run> runs() {
    return use.wanted().stream().map(id -> store.seen(id).orElseThrow()).toList();
  }

  int tasks() {
    return ecs.tasks().size();
  }

  /**
   * Tasks of whose existence their run never learned: RunTask's answer and all events were lost.
   */
  long strays() {
    return ecs.tasks().stream().filter(task -> !checks.isAccepted(task)).count();
  }

  boolean isStorm() {
    return chance.isStorm();
  }

  Map<SimulatedFault, Long> faults() {
    return chance.faults();
  }

  /** How long after its end each task was known to have ended whose event was lost. */
  List<Long> closedAfterMillis() {
    return checks.closedAfterMillis();
  }
}
