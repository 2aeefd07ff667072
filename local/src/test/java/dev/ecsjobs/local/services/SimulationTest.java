package dev.ecsjobs.local.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.services.ServiceTask.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** Tasks that die, start slowly or never, deployments and scalings at any time, and crashes. */
class SimulationTest {
  private static final int CHAOS = 300;
  private static final int CALM = 4000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void comesToRestWithWhatIsWantedWhateverHappened(long seed) {
    var world = new World(seed);
    for (var i = 0; i < CHAOS; i++) {
      world.disturb();
      world.look();
    }
    for (var i = 0; i < CALM && !world.kept.steady(); i++) {
      world.look();
    }
    var desired = world.kept.service().desiredCount();
    assertTrue(world.kept.steady(), "no rest: " + world.kept.service());
    assertEquals(1, world.kept.service().deployments().size());
    assertEquals(desired, world.alive());
  }

  private static final class World {
    private final SplittableRandom chance;
    private final Map<String, ServiceTask> tasks = new LinkedHashMap<>();
    private Instant now = Scenery.NOW;
    private Kept kept =
        Scenery.balanced(Scenery.service(3, Scenery.deployment("ecs-svc/1", "PRIMARY", null)));
    private int deployments = 1;

    World(long seed) {
      chance = new SplittableRandom(seed);
    }

    void disturb() {
      switch (chance.nextInt(12)) {
        case 0 ->
            kept = kept.with(kept.service().toBuilder().desiredCount(chance.nextInt(7)).build());
        case 1 -> deploy();
        case 2, 3, 4 -> die();
        default -> {}
      }
    }

    private void deploy() {
      var id = "ecs-svc/" + ++deployments;
      var others =
          kept.service().deployments().stream().map(d -> d.toBuilder().status("ACTIVE").build());
      var primary = Scenery.deployment(id, "PRIMARY", DeploymentRolloutState.IN_PROGRESS);
      List<Deployment> all = Stream.concat(Stream.of(primary), others).toList();
      kept = kept.with(kept.service().toBuilder().deployments(all).build());
    }

    private void die() {
      var alive = tasks.values().stream().filter(ServiceTask::isToRun).toList();
      if (!alive.isEmpty()) {
        var victim = alive.get(chance.nextInt(alive.size()));
        move(victim, Status.STOPPED, false);
      }
    }

    /** A look that may die after keeping what it decided, or after some of its acts. */
    void look() {
      now = now.plus(Duration.ofMillis(500));
      List.copyOf(tasks.values()).forEach(this::live);
      var plan = Look.decide(kept, List.copyOf(tasks.values()), now);
      checkLimits(plan);
      kept = Kept.fromJson(plan.next().toJson());
      for (var stop : plan.stops()) {
        if (chance.nextInt(10) > 0) {
          move(tasks.get(stop.task()), Status.STOPPING, true);
        }
      }
      for (var start : plan.starts()) {
        if (chance.nextInt(10) > 0) {
          start(start);
        }
      }
    }

    /** Never above the ceiling by starting, never below the floor by stopping. */
    private void checkLimits(Plan plan) {
      var desired = kept.service().desiredCount();
      var stay = staying(plan.next());
      assertTrue(
          plan.starts().isEmpty() || stay.size() + plan.starts().size() <= 2 * desired,
          "above 200 percent");
      var before = staying(kept).stream().filter(ServiceTask::isHealthy).count();
      var after = stay.stream().filter(ServiceTask::isHealthy).count();
      assertTrue(after >= Math.min(before, desired), "below 100 percent");
      plan.starts().forEach(start -> assertFalse(tasks.containsKey(start.token()), "used again"));
    }

    private List<ServiceTask> staying(Kept kept) {
      return tasks.values().stream()
          .filter(ServiceTask::isToRun)
          .filter(task -> !kept.leaving().containsKey(task.arn()))
          .toList();
    }

    private void start(Plan.Start start) {
      var zone = "" + (char) ('a' + chance.nextInt(3));
      tasks.put(
          start.token(),
          new ServiceTask(
              start.token(),
              start.deployment(),
              Status.PENDING,
              false,
              Health.UNKNOWN,
              false,
              zone,
              Optional.empty()));
    }

    private void live(ServiceTask task) {
      switch (task.status()) {
        case PENDING -> {
          if (chance.nextInt(3) == 0) {
            tasks.put(task.arn(), changed(task, Status.RUNNING, true, false, false));
          }
        }
        case RUNNING -> {
          if (!task.isHealthy() && chance.nextInt(3) == 0) {
            tasks.put(task.arn(), changed(task, Status.RUNNING, true, true, false));
          }
        }
        case STOPPING -> {
          if (chance.nextInt(3) == 0) {
            tasks.put(task.arn(), changed(task, Status.STOPPED, task.ran(), false, true));
          }
        }
        case STOPPED -> {}
      }
    }

    private void move(ServiceTask task, Status status, boolean asked) {
      tasks.put(task.arn(), changed(task, status, task.ran(), false, asked));
    }

    private static ServiceTask changed(
        ServiceTask task, Status status, boolean ran, boolean healthy, boolean asked) {
      return new ServiceTask(
          task.arn(),
          task.deployment(),
          status,
          ran,
          healthy ? Health.HEALTHY : Health.UNKNOWN,
          asked,
          task.zone(),
          task.instance());
    }

    int alive() {
      return (int) tasks.values().stream().filter(ServiceTask::isToRun).count();
    }
  }
}
