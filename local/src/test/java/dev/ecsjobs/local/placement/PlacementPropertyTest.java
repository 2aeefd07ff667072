package dev.ecsjobs.local.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.TokenBucket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every cluster, whatever was asked of it; a failure names the seed. */
class PlacementPropertyTest {
  private static final List<String> ZONES = List.of("a", "b", "c");
  private static final List<String> GROUPS = List.of("web", "db", "job");

  static IntStream seeds() {
    return IntStream.range(0, 150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsEverOverFull(int seed) {
    var chance = new SplittableRandom(seed);
    var cluster = anyCluster(chance);
    for (var step = 0; step < 60; step++) {
      var now = Scene.NOW.plusMillis(step * 20L);
      var demand = anyDemand(chance);
      switch (Placement.place(cluster, demand, now, chance)) {
        case Place place -> cluster = cluster.with("task-" + step, demand, place, now);
        case Answer.Refused refused -> assertRefusedRightly(cluster, demand, refused);
        case Answer.Rejected _ -> assertTrue(active(cluster).isEmpty());
        case Answer.Throttled throttled -> assertTrue(throttled.until().isAfter(now));
      }
      cluster = someEnd(cluster, chance);
      assertWithinBounds(cluster);
    }
  }

  private static void assertWithinBounds(Cluster cluster) {
    for (var instance : cluster.instances()) {
      assertTrue(cluster.freeCpu(instance) >= 0, "CPU");
      assertTrue(cluster.freeMemory(instance) >= 0, "memory");
      assertTrue(cluster.freeInterfaces(instance) >= 0, "interfaces");
      var held = new HashSet<>(instance.reservedPorts());
      cluster
          .on(instance)
          .flatMap(task -> ((Place.OnInstance) task.place()).hostPorts().stream())
          .forEach(port -> assertTrue(held.add(port) && !port.dynamic(), port::toString));
    }
    for (var market : Market.values()) {
      assertTrue(cluster.fargateCpu(market) <= cluster.limits().of(market).cpuQuota(), "quota");
      for (var zone : cluster.zones()) {
        assertTrue(cluster.fargateCpu(market, zone) <= zone.cpu(market), "zone");
      }
    }
  }

  /** One failure for each active instance; and none of them has room, by a plainer reckoning. */
  private static void assertRefusedRightly(Cluster cluster, Demand demand, Answer.Refused refused) {
    if (demand.capacity() != LaunchType.EC2) {
      assertFalse(refused.failures().isEmpty());
      return;
    }
    var active = active(cluster);
    assertEquals(
        active.stream().map(ContainerInstance::arn).toList(),
        refused.failures().stream().map(failure -> failure.arn().orElseThrow()).toList());
    if (demand.constraints().isEmpty() && demand.network().equals(Scene.ports())) {
      for (var instance : active) {
        assertTrue(
            !instance.agentConnected()
                || cluster.freeCpu(instance) < demand.size().cpu()
                || cluster.freeMemory(instance) < demand.size().memory(),
            instance::toString);
      }
    }
  }

  private static List<ContainerInstance> active(Cluster cluster) {
    return cluster.instances().stream()
        .filter(one -> one.status() == ContainerInstance.Status.ACTIVE)
        .toList();
  }

  private static Cluster someEnd(Cluster cluster, SplittableRandom chance) {
    var after = cluster;
    for (var task : cluster.placed()) {
      after =
          switch (chance.nextInt(20)) {
            case 0 -> after.stopping(task.task());
            case 1 -> after.without(task.task());
            default -> after;
          };
    }
    return after;
  }

  private static Cluster anyCluster(SplittableRandom chance) {
    var instances = new ArrayList<ContainerInstance>();
    for (var number = chance.nextInt(7); number > 0; number--) {
      var size = new Size(chance.nextInt(1, 5) * 512, chance.nextInt(1, 5) * 1024);
      var instance =
          ContainerInstance.of("i" + number, any(ZONES, chance), size)
              .withNetworkInterfaces(chance.nextInt(1, 5))
              .with("rack", any(List.of("one", "two"), chance));
      instance = chance.nextBoolean() ? instance.withCapacityProvider("mine") : instance;
      instance = chance.nextInt(8) == 0 ? instance.draining() : instance;
      instances.add(chance.nextInt(8) == 0 ? instance.disconnected() : instance);
    }
    var zones =
        ZONES.stream()
            .map(name -> new Zone(name, chance.nextInt(4096), chance.nextInt(4096)))
            .toList();
    var allowance = new Limits.Allowance(6144, TokenBucket.full(5, 20, Scene.NOW));
    return new Cluster(zones, instances, List.of(), new Limits(allowance, allowance));
  }

  private static Demand anyDemand(SplittableRandom chance) {
    var size = new Size(chance.nextInt(5) * 256, chance.nextInt(1, 5) * 256);
    var group = any(GROUPS, chance);
    return switch (chance.nextInt(6)) {
      case 0 -> Demand.onFargate(group, size, Set.of(any(List.of("a", "c"), chance), "b"));
      case 1 ->
          Demand.onFargate(group, size, Set.copyOf(ZONES))
              .with(
                  new CapacityStrategy(
                      List.of(
                          new CapacityStrategy.Item("FARGATE", 1, 1),
                          new CapacityStrategy.Item("FARGATE_SPOT", 0, 2))));
      case 2 -> Demand.onEc2(group, size);
      case 3 ->
          Demand.onEc2(group, size)
              .with(Scene.awsvpc("a", "b"))
              .with(CapacityStrategy.of("mine"))
              .with(Scene.strategies(any(List.of("any", "memory", "rack cpu"), chance)));
      case 4 ->
          Demand.onEc2(group, size)
              .with(anyPorts(chance))
              .with(Scene.strategies(any(List.of("cpu", "zone", "instance any"), chance)));
      default ->
          Demand.onEc2(group, size)
              .with(anyPorts(chance))
              .with(Constraint.distinctInstance(), Constraint.memberOf("attribute:rack != one"));
    };
  }

  private static Network anyPorts(SplittableRandom chance) {
    return Scene.ports(
        Stream.of(0, 0, 80, 443, 32_769, 22)
            .filter(_ -> chance.nextInt(3) == 0)
            .map(number -> new HostPort(number, any(List.of(Protocol.values()), chance)))
            .toArray(HostPort[]::new));
  }

  private static <T> T any(List<T> of, SplittableRandom chance) {
    return of.get(chance.nextInt(of.size()));
  }
}
