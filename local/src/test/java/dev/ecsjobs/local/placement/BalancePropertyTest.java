package dev.ecsjobs.local.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks stay balanced while there is room for it; a failure names the seed. */
class BalancePropertyTest {
  private static final List<String> ZONES = List.of("a", "b", "c");

  static IntStream seeds() {
    return IntStream.range(0, 150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereThereIsRoomTheZonesDifferByOneAtMost(int seed) {
    var chance = new SplittableRandom(seed);
    var onFargate = chance.nextBoolean();
    var demand =
        onFargate
            ? Demand.onFargate("web", Scene.SMALL, Set.copyOf(ZONES))
            : Demand.onEc2("web", Scene.SMALL).with(Scene.strategies(spreads(chance)));
    var cluster = ample(chance);
    for (var number = 0; number < 20; number++) {
      var place = (Place) Placement.place(cluster, demand, Scene.NOW, chance);
      cluster = cluster.with("web-" + number, demand, place, Scene.NOW);
      assertBalanced(cluster.tasksByZone("web"));
    }

    for (var task : ScaleIn.order(cluster, "web", _ -> true, demand.strategies(), chance)) {
      cluster = cluster.without(task.task());
      assertBalanced(cluster.tasksByZone("web"));
    }
    assertEquals(Map.of(), cluster.tasksByZone("web"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aKilledTaskIsReplacedInTheZoneItLeft(int seed) {
    var chance = new SplittableRandom(seed);
    var demand = Demand.onFargate("service:web", Scene.SMALL, Set.copyOf(ZONES));
    var cluster = Scene.fill(Scene.fargate("a:; b:; c:"), 6, demand);
    var killed = cluster.placed().get(chance.nextInt(6));

    var replacement = Placement.place(cluster.stopping(killed.task()), demand, Scene.NOW, chance);

    assertEquals(killed.place(), replacement);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void withinAZoneTheInstancesDifferByOneAtMost(int seed) {
    var chance = new SplittableRandom(seed);
    var cluster = Scene.fill(ample(chance), chance.nextInt(20), Scene.small("web"));

    for (var zone : ZONES) {
      var tasks =
          cluster.instances().stream()
              .filter(instance -> instance.zone().equals(zone))
              .mapToLong(instance -> cluster.on(instance).count())
              .summaryStatistics();
      assertTrue(tasks.getMax() - tasks.getMin() <= 1, tasks::toString);
    }
  }

  private static void assertBalanced(Map<String, Long> tasks) {
    var counts = ZONES.stream().mapToLong(zone -> tasks.getOrDefault(zone, 0L)).summaryStatistics();
    assertTrue(counts.getMax() - counts.getMin() <= 1, tasks::toString);
  }

  private static Cluster ample(SplittableRandom chance) {
    var instances =
        ZONES.stream()
            .flatMap(
                zone ->
                    IntStream.rangeClosed(1, chance.nextInt(1, 4))
                        .mapToObj(number -> zone + number)
                        .map(name -> ContainerInstance.of(name, zone, new Size(10_000, 20_000))))
            .toList();
    return new Cluster(
        ZONES.stream().map(Zone::ample).toList(),
        instances,
        List.of(),
        Limits.ofNewAccount(Scene.NOW));
  }

  private static String spreads(SplittableRandom chance) {
    return any(List.of("", "zone", "zone instance", "zone cpu", "zone any"), chance);
  }

  private static <T> T any(List<T> of, SplittableRandom chance) {
    return of.get(chance.nextInt(of.size()));
  }
}
