package dev.ecsjobs.local.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** In which order a service's tasks are stopped when it is to have fewer. */
public final class ScaleIn {
  private ScaleIn() {}

  /**
   * All tasks of the group that may stop, the first to stop first.
   *
   * <p>The strategies decide as they do for a new task, the other way round: a spread stops where
   * most are, a binpack where most is free afterwards. Without any, the zone with most tasks comes
   * first, then the instance with most. Among equals ECS stops any, hence the chance.
   *
   * @param mayStop all others, protected ones say, stay, and still count where they are
   */
  public static List<Placed> order(
      Cluster cluster,
      String group,
      Predicate<Placed> mayStop,
      List<Strategy> strategies,
      RandomGenerator chance) {
    var order = new ArrayList<Placed>();
    var rest = cluster;
    var candidates = rest.ofGroup(group).filter(mayStop).toList();
    while (!candidates.isEmpty()) {
      var next = next(rest, group, candidates, strategies, chance);
      order.add(next);
      rest = rest.without(next.task());
      candidates = rest.ofGroup(group).filter(mayStop).toList();
    }
    return List.copyOf(order);
  }

  private static Placed next(
      Cluster cluster,
      String group,
      List<Placed> candidates,
      List<Strategy> strategies,
      RandomGenerator chance) {
    var left = candidates;
    for (var strategy : Strategy.orDefault(strategies)) {
      left =
          switch (strategy) {
            case Strategy.Spread spread -> {
              var bins = new Bins(cluster, group, spread);
              yield Preference.least(left, task -> -bins.tasksWith(task));
            }
            case Strategy.Binpack pack ->
                Preference.least(left, task -> -freeAfter(cluster, task, pack.resource()));
            case Strategy.Anywhere _ -> left;
          };
    }
    return left.get(chance.nextInt(left.size()));
  }

  private static long freeAfter(Cluster cluster, Placed task, Strategy.Resource resource) {
    var instance = cluster.instanceOf(task);
    return switch (resource) {
      case CPU -> instance.map(cluster::freeCpu).orElse(0L) + task.size().cpu();
      case MEMORY -> instance.map(cluster::freeMemory).orElse(0L) + task.size().memory();
    };
  }
}
