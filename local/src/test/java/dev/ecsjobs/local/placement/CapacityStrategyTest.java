package dev.ecsjobs.local.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityStrategyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # provider=base,weight   | the first tasks go to
          A=0,1                    | AAAAA
          A=0,0                    | AAAAA
          A=0,1 B=0,1              | ABABAB
          A=0,1 B=0,4              | BBBABBBBAB
          A=0,4 B=0,1              | AAAABAAAAB
          A=2,1 B=0,3              | AABBABBBAB
          A=0,3 B=2,1              | BBAAABAAAB
          A=2,0 B=0,1              | AABBBBB
          A=0,0 B=0,1              | BBBBB
          A=0,1 B=0,1 C=0,2        | CABCCABC
          """)
  void theBaseComesFirstAndThenTheWeights(String strategy, String order) {
    assertEquals(order, first(order.length(), strategy(strategy)));
  }

  @Test
  void afterEachRoundTheSharesAreExact() {
    var chance = new SplittableRandom(7);
    for (var times = 0; times < 200; times++) {
      var weights = chance.ints(4, 0, 9).toArray();
      weights[chance.nextInt(4)]++;
      var base = chance.nextInt(5);
      var strategy =
          new CapacityStrategy(
              IntStream.range(0, 4)
                  .mapToObj(i -> new CapacityStrategy.Item("P" + i, i == 1 ? base : 0, weights[i]))
                  .toList());
      var rounds = 1 + chance.nextInt(3);

      var got = run(base + rounds * IntStream.of(weights).sum(), strategy);

      for (var i = 0; i < 4; i++) {
        var share = (long) rounds * weights[i] + (i == 1 ? base : 0);
        assertEquals(share, got.getOrDefault("P" + i, 0L), strategy::toString);
      }
    }
  }

  @Test
  void aTaskThatEndedIsMadeUpForAtItsProvider() {
    var strategy = strategy("A=1,1 B=0,1");

    assertEquals("A", strategy.next(Map.of("A", 0L, "B", 5L)));
    assertEquals("A", strategy.next(Map.of("A", 2L, "B", 5L)));
    assertEquals("B", strategy.next(Map.of("A", 6L, "B", 4L)));
  }

  @Test
  void aProviderThatIsFullIsNotStoodInFor() {
    var cluster =
        new Cluster(
            List.of(new Zone("a", 1024, 0)), List.of(), List.of(), Limits.ofNewAccount(Scene.NOW));
    var demand =
        Demand.onFargate("web", Scene.SMALL, Set.of("a"))
            .with(strategy("FARGATE_SPOT=0,1 FARGATE=0,1"));

    assertEquals(1, Scene.reasons(cluster, demand).size());
  }

  @Test
  void theClusterCountsWhatEachProviderHasOfTheGroup() {
    var demand =
        Demand.onFargate("web", Scene.SMALL, Set.of("a"))
            .with(strategy("FARGATE=1,1 FARGATE_SPOT=0,4"));

    var cluster = Scene.fill(Scene.fargate("a: web db"), 6, demand);

    assertEquals(Map.of("FARGATE", 2L, "FARGATE_SPOT", 4L), cluster.tasksByProvider("web"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A=0,0 B=0,0       | no weight
          A=1,1 B=1,1       | more than one base
          FARGATE=0,1 B=0,1 | mixes Fargate with instances
          A=0,1 A=0,2       | names a provider twice
          A=-1,1            | neither can be negative
          """)
  void whatEcsWouldNotTakeIsNotTaken(String strategy, String why) {
    var wrong = assertThrows(IllegalArgumentException.class, () -> strategy(strategy));
    assertTrue(wrong.getMessage().contains(why), wrong.getMessage());
  }

  private static String first(int number, CapacityStrategy strategy) {
    var running = new HashMap<String, Long>();
    var order = new StringBuilder();
    for (var i = 0; i < number; i++) {
      var next = strategy.next(running);
      order.append(next);
      running.merge(next, 1L, Long::sum);
    }
    return order.toString();
  }

  private static Map<String, Long> run(int number, CapacityStrategy strategy) {
    var running = new HashMap<String, Long>();
    for (var i = 0; i < number; i++) {
      running.merge(strategy.next(running), 1L, Long::sum);
    }
    return running;
  }

  private static CapacityStrategy strategy(String words) {
    return new CapacityStrategy(
        Stream.of(words.split(" "))
            .map(word -> word.split("[=,]"))
            .map(
                it ->
                    new CapacityStrategy.Item(
                        it[0], Integer.parseInt(it[1]), Integer.parseInt(it[2])))
            .toList());
  }
}
