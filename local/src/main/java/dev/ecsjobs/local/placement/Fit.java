package dev.ecsjobs.local.placement;

import java.util.Optional;

/** Does a task fit on an instance? ECS names one obstacle for each: the first that is met. */
final class Fit {
  private Fit() {}

  static Optional<String> obstacle(ContainerInstance instance, Cluster cluster, Demand demand) {
    return ofInstance(instance, cluster, demand)
        .or(() -> ofNetwork(instance, cluster, demand))
        .or(() -> ofConstraints(instance, cluster, demand));
  }

  private static Optional<String> ofInstance(
      ContainerInstance instance, Cluster cluster, Demand demand) {
    if (!instance.agentConnected()) {
      return Optional.of(Failure.AGENT);
    }
    if (!instance.has(demand.requires())) {
      return Optional.of(Failure.ATTRIBUTE);
    }
    if (cluster.freeCpu(instance) < demand.size().cpu()) {
      return Optional.of(Failure.CPU);
    }
    if (cluster.freeMemory(instance) < demand.size().memory()) {
      return Optional.of(Failure.MEMORY);
    }
    return Optional.empty();
  }

  private static Optional<String> ofNetwork(
      ContainerInstance instance, Cluster cluster, Demand demand) {
    return switch (demand.network()) {
      case Network.Awsvpc awsvpc when !awsvpc.zones().contains(instance.zone()) ->
          Optional.of(Failure.LOCATION);
      case Network.Awsvpc _ when cluster.freeInterfaces(instance) < 1 ->
          Optional.of(Failure.NETWORK_INTERFACE);
      case Network.Awsvpc _ -> Optional.empty();
      case Network.Shared shared ->
          HostPorts.assign(instance, cluster, shared).isPresent()
              ? Optional.empty()
              : Optional.of(Failure.PORTS);
    };
  }

  private static Optional<String> ofConstraints(
      ContainerInstance instance, Cluster cluster, Demand demand) {
    for (var constraint : demand.constraints()) {
      switch (constraint) {
        case Constraint.MemberOf memberOf
            when !memberOf.expression().matches(instance, cluster) -> {
          return Optional.of(Failure.MEMBER_OF);
        }
        case Constraint.DistinctInstance _
            when cluster.ofGroup(demand.group()).anyMatch(one -> one.on(instance)) -> {
          return Optional.of(Failure.DISTINCT_INSTANCE);
        }
        case Constraint.MemberOf _, Constraint.DistinctInstance _ -> {}
      }
    }
    return Optional.empty();
  }
}
