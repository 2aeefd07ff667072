package dev.ecsjobs.local.placement;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Finds the place of one task. */
public final class Placement {
  private Placement() {}

  /**
   * Where the task goes, or what ECS says.
   *
   * <p>Nothing is changed: whoever takes the place goes on with {@link Cluster#with}.
   *
   * @param chance asked only by the strategy {@link Strategy.Anywhere}
   */
  public static Answer place(Cluster cluster, Demand demand, Instant now, RandomGenerator chance) {
    return switch (demand.capacity()) {
      case LaunchType.FARGATE -> FargatePlacement.place(cluster, demand, Optional.empty(), now);
      case LaunchType.EC2 -> InstancePlacement.place(cluster, demand, Optional.empty(), chance);
      case CapacityStrategy strategy -> {
        // What the provider cannot take is not offered to the next one: ECS falls back on nothing.
        var provider = Optional.of(strategy.next(cluster.tasksByProvider(demand.group())));
        yield strategy.fargate()
            ? FargatePlacement.place(cluster, demand, provider, now)
            : InstancePlacement.place(cluster, demand, provider, chance);
      }
    };
  }
}
