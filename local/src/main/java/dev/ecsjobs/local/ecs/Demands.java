package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.placement.Capacity;
import dev.ecsjobs.local.placement.CapacityStrategy;
import dev.ecsjobs.local.placement.Constraint;
import dev.ecsjobs.local.placement.Demand;
import dev.ecsjobs.local.placement.HostPort;
import dev.ecsjobs.local.placement.LaunchType;
import dev.ecsjobs.local.placement.Network;
import dev.ecsjobs.local.placement.Size;
import dev.ecsjobs.local.placement.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** What a task asks of the place where it is to run. */
final class Demands {
  private Demands() {}

  static Demand of(Registration task) {
    var request = task.request();
    var capacity = capacity(task);
    return new Demand(
        task.group(),
        size(task),
        network(task, capacity),
        capacity,
        Map.of(),
        request.placementConstraints().stream().map(Demands::constraint).toList(),
        request.placementStrategy().stream().map(Demands::strategy).toList());
  }

  /** Without limits of its own, a task on EC2 takes what its containers reserve. */
  private static Size size(Registration task) {
    return new Size(
        task.cpu().orElseGet(() -> sum(task, ContainerDefinition::cpu)),
        task.memory().orElseGet(() -> sum(task, Demands::memory)));
  }

  private static int sum(Registration task, Function<ContainerDefinition, Integer> reserved) {
    return task.containers().stream()
        .map(reserved)
        .mapToInt(one -> Objects.requireNonNullElse(one, 0))
        .sum();
  }

  private static Integer memory(ContainerDefinition container) {
    return container.memoryReservation() == null
        ? container.memory()
        : container.memoryReservation();
  }

  private static Network network(Registration task, Capacity capacity) {
    var network = task.request().networkConfiguration();
    var vpc = network == null ? null : network.awsvpcConfiguration();
    return vpc != null || onFargate(capacity)
        ? new Network.Awsvpc(
            SubnetZones.zones(task.clusterArn(), vpc == null ? List.of() : vpc.subnets()))
        : new Network.Shared(ports(task));
  }

  private static List<HostPort> ports(Registration task) {
    return task.containers().stream()
        .flatMap(container -> container.portMappings().stream())
        .map(Demands::port)
        .toList();
  }

  private static HostPort port(PortMapping mapping) {
    var number = Objects.requireNonNullElse(mapping.hostPort(), 0);
    return mapping.protocol() == TransportProtocol.UDP
        ? HostPort.udp(number)
        : HostPort.tcp(number);
  }

  private static Capacity capacity(Registration task) {
    var request = task.request();
    if (!request.capacityProviderStrategy().isEmpty()) {
      var single = request.capacityProviderStrategy().size() == 1;
      var items = new ArrayList<CapacityStrategy.Item>();
      for (var item : request.capacityProviderStrategy()) {
        var weight = Objects.requireNonNullElse(item.weight(), single ? 1 : 0);
        items.add(
            new CapacityStrategy.Item(
                item.capacityProvider(), Objects.requireNonNullElse(item.base(), 0), weight));
      }
      return new CapacityStrategy(items);
    }
    return Launch.of(request, task.definition()).onFargate() ? LaunchType.FARGATE : LaunchType.EC2;
  }

  static boolean onFargate(Capacity capacity) {
    return switch (capacity) {
      case LaunchType type -> type == LaunchType.FARGATE;
      case CapacityStrategy strategy ->
          strategy.items().getFirst().provider().startsWith("FARGATE");
    };
  }

  private static Constraint constraint(PlacementConstraint constraint) {
    return switch (constraint.type()) {
      case DISTINCT_INSTANCE -> Constraint.distinctInstance();
      case MEMBER_OF -> Constraint.memberOf(constraint.expression());
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("a placement constraint is of an unknown type");
    };
  }

  private static Strategy strategy(PlacementStrategy strategy) {
    return switch (strategy.type()) {
      case RANDOM -> new Strategy.Anywhere();
      case SPREAD -> new Strategy.Spread(strategy.field());
      case BINPACK ->
          new Strategy.Binpack(
              "cpu".equalsIgnoreCase(strategy.field())
                  ? Strategy.Resource.CPU
                  : Strategy.Resource.MEMORY);
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("a placement strategy is of an unknown type");
    };
  }
}
