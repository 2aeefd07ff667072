package dev.ecsjobs.local.placement;

import static dev.ecsjobs.local.placement.Scene.instance;
import static dev.ecsjobs.local.placement.Scene.instances;
import static dev.ecsjobs.local.placement.Scene.small;
import static dev.ecsjobs.local.placement.Scene.strategies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what runs where                             | strategies    | the next web goes to
          # none: the zone with fewest of the group, then the instance with fewest
          a1:; b1:; c1:                                 |               | a1
          a1: web; b1:; c1:                             |               | b1
          a1: web; a2:; b1: web                         |               | a2
          a1: db db db; b1: web; c1: web                |               | a1
          a1: web web; a2:; b1: web                     |               | b1
          # who is stopping is counted no more
          a1: web!; b1: web                             |               | a1
          # spread
          a1: web; a2: web; b1: web; b2:                | zone          | b2
          a1: web; a2: web; b1: web; b2:                | instance      | b2
          a1: web web; a2: web; b1: web web web         | instance      | a2
          a1: web; a2:; b1: web web                     | zone instance | a2
          # binpack: where least is left
          a1: db/1024/512; b1: db/512/2048              | cpu           | a1
          a1: db/1024/512; b1: db/512/2048              | memory        | b1
          a1: db/1920/512; b1: db/512/2048              | cpu           | b1
          # in the order they are listed
          a1: web db; a2:; b1: db/256/512; b2: web      | zone cpu      | a1
          a1: web db/512/512; a2:; b1: db/256/512; b2:  | zone cpu      | b1
          a1: db/512/512; b1: web; c1: db               | cpu zone      | a1
          """)
  void theNextTaskGoesTo(String cluster, String strategies, String instance) {
    var words = strategies == null ? "" : strategies;
    assertEquals(instance, instance(instances(cluster), small("web").with(strategies(words))));
  }

  @Test
  void spreadsOverAnyAttributeAndTakesThoseWithoutItForOneMore() {
    var cluster =
        Scene.of(
            ContainerInstance.of("r1", "a", Scene.ROOM).with("rack", "one"),
            ContainerInstance.of("r2", "a", Scene.ROOM).with("rack", "one"),
            ContainerInstance.of("r3", "a", Scene.ROOM).with("rack", "two"),
            ContainerInstance.of("n1", "a", Scene.ROOM),
            ContainerInstance.of("n2", "a", Scene.ROOM));
    var demand = small("web").with(strategies("rack"));

    var filled = Scene.fill(cluster, 4, demand);

    var byInstance =
        filled.placed().stream()
            .map(task -> filled.instanceOf(task).orElseThrow().arn())
            .collect(Collectors.groupingBy(arn -> arn, Collectors.counting()));
    assertEquals(Map.of("r1", 1L, "r2", 1L, "r3", 1L, "n1", 1L), byInstance);
  }

  @Test
  void anywhereIsWhereChanceSays() {
    var cluster = instances("a1:; b1:; c1:");
    var demand = small("web").with(strategies("any"));

    var seen =
        IntStream.range(0, 100)
            .mapToObj(
                seed -> Placement.place(cluster, demand, Scene.NOW, new SplittableRandom(seed)))
            .map(answer -> ((Place) answer).zone())
            .collect(Collectors.toSet());

    assertEquals(Set.of("a", "b", "c"), seen);
  }

  @Test
  void theSameChanceFindsTheSamePlace() {
    var cluster = instances("a1:; b1:; c1:");
    var demand = small("web").with(strategies("any"));

    assertEquals(Scene.place(cluster, demand), Scene.place(cluster, demand));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zone", "ecs.availability-zone", "cpu", "attribute:", ""})
  void aSpreadNeedsAFieldThatItKnows(String field) {
    var wrong = assertThrows(IllegalArgumentException.class, () -> new Strategy.Spread(field));
    assertTrue(wrong.getMessage().contains("attribute:<name>"), wrong.getMessage());
  }
}
