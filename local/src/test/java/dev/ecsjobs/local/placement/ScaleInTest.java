package dev.ecsjobs.local.placement;

import static dev.ecsjobs.local.placement.Scene.fargate;
import static dev.ecsjobs.local.placement.Scene.instances;
import static dev.ecsjobs.local.placement.Scene.strategies;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleInTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what runs where                                 | strategies    | stopped first
          # none: the fullest zone, then the instance with most
          a1: web web web; b1: web web                      |               | a1
          a1: web; a2: web web; b1: web web                 |               | a2
          a1: web; a2: web; b1: web web web                 |               | b1
          a1: db db db db; b1: web web; c1: web             |               | b1
          # who is stopping is counted no more, and not stopped again
          a1: web web! web!; b1: web web                    |               | b1
          # spread
          a1: web; a2: web; b1: web web                     | instance      | b1
          a1: web web; a2: web; b1: web                     | zone instance | a1
          # binpack: where most is free afterwards
          a1: web db/1024/512; b1: web                      | cpu           | b1
          a1: web db/1024/512; b1: web db/256/2048          | memory        | a1
          a1: web/1024/512; b1: web/128/512 db/128/512      | cpu           | a1
          # in the order they are listed
          a1: web web; a2: web; b1: web                     | zone cpu      | a2
          """)
  void theFirstToStopIsOn(String cluster, String strategies, String instance) {
    var words = strategies == null ? "" : strategies;
    for (var seed = 0; seed < 20; seed++) {
      var scene = instances(cluster);
      var first = order(scene, words, seed).getFirst();
      assertEquals(instance, scene.instanceOf(first).orElseThrow().arn(), "seed " + seed);
    }
  }

  @Test
  void theZonesAreEmptiedInTurn() {
    var cluster = fargate("a: web web web; b: web web; c: web web");

    var zones = order(cluster, "", 3).stream().map(task -> task.place().zone()).toList();

    assertEquals("a", zones.getFirst());
    assertEquals(List.of("a", "b", "c"), zones.subList(1, 4).stream().sorted().toList());
    assertEquals(List.of("a", "b", "c"), zones.subList(4, 7).stream().sorted().toList());
  }

  @Test
  void whatHasStoppedLeavesItsRoom() {
    var cluster = instances("a1: web/512/512 web/256/512; b1: web db/348/512");

    var order = order(cluster, "cpu", 1);

    assertEquals(List.of("a", "a", "b"), order.stream().map(task -> task.place().zone()).toList());
  }

  @Test
  void amongEqualsAnyIsStopped() {
    var cluster = fargate("a: web web web");

    var first =
        IntStream.range(0, 100)
            .mapToObj(seed -> order(cluster, "", seed).getFirst().task())
            .collect(Collectors.toSet());

    assertEquals(3, first.size());
  }

  @Test
  void whatMayNotStopStaysAndCountsWhereItIs() {
    var cluster = fargate("a: web web web; b: web web");

    var order =
        ScaleIn.order(
            cluster,
            "web",
            task -> task.task().equals("a-0") || task.place().zone().equals("b"),
            List.of(),
            new SplittableRandom(1));

    assertEquals("a-0", order.getFirst().task());
    assertEquals(3, order.size());
  }

  private static List<Placed> order(Cluster cluster, String strategies, int seed) {
    return ScaleIn.order(
        cluster, "web", _ -> true, List.of(strategies(strategies)), new SplittableRandom(seed));
  }
}
