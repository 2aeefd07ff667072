package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.lambda.InMemoryWiring;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Many jobs that are due at once, from their schedules' events to their launches: the real
 * handlers, in virtual time, on a Lambda, a table and an ECS with their documented limits.
 */
final class Herd {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** Who waits for so long is known to everybody. */
  private static final Duration KNOWN = Duration.ofSeconds(2);

  private final SimulatedTime time = new SimulatedTime(ONE_O_CLOCK);
  private final HerdScene scene;
  private final HerdWire wire;
  private final HerdStore store;
  private final HerdEcs ecs;
  private final HerdLambda lambda;
  private final Wiring wiring;
  private final List<RunId> overtaken = new ArrayList<>();
  private int sweeps;

  private Herd(HerdScene scene, long seed, int deathsPerThousand) {
    this.scene = scene;
    this.wire = new HerdWire(time, seed, deathsPerThousand);
    this.store = new HerdStore(wire);
    this.ecs = new HerdEcs(wire);
    this.lambda = new HerdLambda(time);
    // Of processes that die, what overlaps would have to die together.
    var pace = deathsPerThousand == 0 ? new HerdPace(time) : new SimulatedPace(time);
    var engine = new Engine(store, ecs, store, pace, time, this::decided);
    this.wiring =
        InMemoryWiring.of(
            "herd",
            engine,
            new Backlog(store, engine, store, pace, time),
            store,
            new InMemoryRunStore(),
            new InMemoryHistory(),
            time);
  }

  /** Runs it until nothing waits to be launched. */
  static Herd run(HerdScene scene, long seed, int deathsPerThousand) {
    var herd = new Herd(scene, seed, deathsPerThousand);
    herd.run();
    return herd;
  }

  private void run() {
    for (var fire : scene.fires()) {
      time.in(Duration.ofMillis(fire.afterMillis()), () -> fire(fire));
    }
    time.in(Duration.ofSeconds(1), this::sweep);
    var last = ONE_O_CLOCK.plus(LONGEST);
    for (var until = ONE_O_CLOCK; !isOver() && until.isBefore(last); until = until.plusSeconds(1)) {
      time.runUntil(until);
    }
  }

  private void fire(HerdScene.Fire fire) {
    var document = JobDocument.of(fire.job());
    document.put("scheduledTime", ONE_O_CLOCK.toString());
    byte[] input = Json.write(document).getBytes(UTF_8);
    lambda.invoke(request(fire), 2, request -> handle(new LaunchHandler(wiring), input, request));
  }

  private void sweep() {
    time.in(MINUTE, this::sweep);
    byte[] input = "{}".getBytes(UTF_8);
    lambda.invoke(
        "sweep-" + sweeps++, 0, request -> handle(new SweepHandler(wiring), input, request));
  }

  private static void handle(RequestStreamHandler handler, byte[] input, String request) {
    try {
      handler.handleRequest(
          new ByteArrayInputStream(input),
          OutputStream.nullOutputStream(),
          new SimulatedContext(request, (int) HerdLambda.TIMEOUT.toMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOver() {
    return scene.fires().stream().allMatch(this::isOver);
  }

  private boolean isOver(HerdScene.Fire fire) {
    return ecs.launched().containsKey(fire.run())
        || (lambda.hasGivenUp(request(fire)) && store.seen(fire.run()).isEmpty())
        || isOver(store.seen(fire.run()));
  }

  private static String request(HerdScene.Fire fire) {
    return "request-" + fire.job().name();
  }

  private static boolean isOver(Optional<Run> run) {
    return run.flatMap(Run::finished).isPresent();
  }

  /** Has it overtaken one that has waited for longer, and is more urgent? */
  private void decided(Decided decided) {
    var run = decided.run();
    boolean isLaunched =
        decided.decision().events().stream().anyMatch(RunEvent.TaskAccepted.class::isInstance);
    if (isLaunched) {
      int priority = run.job().admission().priority();
      var launched = ecs.launched().getOrDefault(run.id(), time.instant());
      boolean isUnfair =
          store.waitingSince(launched.minus(KNOWN)).stream()
              .anyMatch(other -> other.job().admission().priority() > priority);
      if (isUnfair) {
        overtaken.add(run.id());
      }
    }
  }

  HerdScene scene() {
    return scene;
  }

  HerdWire wire() {
    return wire;
  }

  HerdEcs ecs() {
    return ecs;
  }

  HerdLambda lambda() {
    return lambda;
  }

  Run run(RunId id) {
    return store.seen(id).orElseThrow();
  }

  /** Of whom nothing is known. */
  List<RunId> lost() {
    return scene.fires().stream()
        .map(HerdScene.Fire::run)
        .filter(run -> store.seen(run).isEmpty())
        .toList();
  }

  /** Launched while somebody more urgent had been waiting for over two seconds. */
  List<RunId> overtaken() {
    return overtaken;
  }

  /** From one o'clock until the last was launched. */
  Duration took() {
    return ecs.launched().values().stream()
        .max(Instant::compareTo)
        .map(last -> Duration.between(ONE_O_CLOCK, last))
        .orElse(Duration.ZERO);
  }
}
