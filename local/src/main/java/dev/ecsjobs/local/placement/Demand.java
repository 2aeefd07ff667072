package dev.ecsjobs.local.placement;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one task needs, and what is wished of its place.
 *
 * <p>Constraints and strategies are of instances; a task on Fargate has none.
 *
 * @param group {@code service:<name>} or {@code family:<family>}, or what RunTask was told
 * @param requires the attributes that the task definition requires; an empty value means any
 */
public record Demand(
    String group,
    Size size,
    Network network,
    Capacity capacity,
    Map<String, String> requires,
    List<Constraint> constraints,
    List<Strategy> strategies) {
  public Demand {
    requires = Map.copyOf(requires);
    constraints = List.copyOf(constraints);
    strategies = List.copyOf(strategies);
    if (onFargate(capacity) && !(network instanceof Network.Awsvpc)) {
      throw new IllegalArgumentException("a task on Fargate needs the network mode awsvpc");
    }
  }

  /** A task on Fargate, on demand, in one of these zones. */
  public static Demand onFargate(String group, Size size, Set<String> zones) {
    return new Demand(
        group, size, new Network.Awsvpc(zones), LaunchType.FARGATE, Map.of(), List.of(), List.of());
  }

  /** A task on any instance, without ports. */
  public static Demand onEc2(String group, Size size) {
    return new Demand(
        group, size, new Network.Shared(List.of()), LaunchType.EC2, Map.of(), List.of(), List.of());
  }

  public Demand with(Network other) {
    return new Demand(group, size, other, capacity, requires, constraints, strategies);
  }

  public Demand with(Capacity other) {
    return new Demand(group, size, network, other, requires, constraints, strategies);
  }

  public Demand requiring(Map<String, String> attributes) {
    return new Demand(group, size, network, capacity, attributes, constraints, strategies);
  }

  public Demand with(Constraint... others) {
    return new Demand(group, size, network, capacity, requires, List.of(others), strategies);
  }

  public Demand with(Strategy... others) {
    return new Demand(group, size, network, capacity, requires, constraints, List.of(others));
  }

  private static boolean onFargate(Capacity capacity) {
    return switch (capacity) {
      case LaunchType type -> type == LaunchType.FARGATE;
      case CapacityStrategy strategy -> strategy.fargate();
    };
  }
}
