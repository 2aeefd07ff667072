package dev.ecsjobs.local.placement;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/** The strategies, one after another: each keeps the instances that it finds equally good. */
record Preference(
    List<Strategy> strategies, Cluster cluster, String group, RandomGenerator chance) {

  static Preference of(Demand demand, Cluster cluster, RandomGenerator chance) {
    return new Preference(Strategy.orDefault(demand.strategies()), cluster, demand.group(), chance);
  }

  ContainerInstance choose(List<ContainerInstance> fitting) {
    var left = fitting;
    for (var strategy : strategies) {
      left = best(strategy, left);
    }
    return best(Strategy.OVER_INSTANCES, left).getFirst();
  }

  private List<ContainerInstance> best(Strategy strategy, List<ContainerInstance> left) {
    return switch (strategy) {
      case Strategy.Spread spread -> {
        var bins = new Bins(cluster, group, spread);
        yield least(left, bins::tasksWith);
      }
      case Strategy.Binpack pack -> least(left, one -> free(pack.resource(), one));
      case Strategy.Anywhere _ -> List.of(left.get(chance.nextInt(left.size())));
    };
  }

  private long free(Strategy.Resource resource, ContainerInstance instance) {
    return switch (resource) {
      case CPU -> cluster.freeCpu(instance);
      case MEMORY -> cluster.freeMemory(instance);
    };
  }

  static <T> List<T> least(List<T> among, ToLongFunction<T> measure) {
    var least = among.stream().mapToLong(measure).min().orElseThrow();
    return among.stream().filter(one -> measure.applyAsLong(one) == least).toList();
  }
}
