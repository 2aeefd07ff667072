package dev.ecsjobs.local.ecs;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.placement.Answer;
import dev.ecsjobs.local.placement.Capacity;
import dev.ecsjobs.local.placement.CapacityStrategy;
import dev.ecsjobs.local.placement.Cluster;
import dev.ecsjobs.local.placement.Constraint;
import dev.ecsjobs.local.placement.ContainerInstance;
import dev.ecsjobs.local.placement.Demand;
import dev.ecsjobs.local.placement.HostPort;
import dev.ecsjobs.local.placement.LaunchType;
import dev.ecsjobs.local.placement.Limits;
import dev.ecsjobs.local.placement.Network;
import dev.ecsjobs.local.placement.Place;
import dev.ecsjobs.local.placement.Placed;
import dev.ecsjobs.local.placement.Placement;
import dev.ecsjobs.local.placement.Size;
import dev.ecsjobs.local.placement.Strategy;
import dev.ecsjobs.local.placement.Zone;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * Where the cluster's tasks are, and where the next one goes: Fargate in three zones with a new
 * account's quotas, and the instances that are declared.
 *
 * <p>Where no instance is declared, tasks for EC2 are taken without a place.
 */
final class Places {
  private final Instances instances;
  private final List<Zone> zones;
  private final Consumer<String> diagnostics;
  private final SplittableRandom chance = new SplittableRandom();

  /** Only the launch rates, which begin anew with the process; quotas follow from the tasks. */
  private Limits limits;

  private String trouble = "";

  Places(LocalCluster cluster, Instant now, Consumer<String> diagnostics) {
    this.instances = new Instances(cluster.tasks().resolveSibling("instances.json"), cluster.arn());
    this.zones = SubnetZones.of(cluster.arn()).map(Zone::ample).toList();
    this.limits = Limits.ofNewAccount(now);
    this.diagnostics = diagnostics;
  }

  /** Empty if the task needs none here. */
  Optional<Answer> place(Registration task, List<TaskLife> known, Instant now) throws IOException {
    var declared = declared();
    var demand = asked(task);
    if (declared.isEmpty() && !onFargate(demand.capacity())) {
      return Optional.empty();
    }
    var cluster = new Cluster(zones, declared, placed(known), limits);
    var answer = Placement.place(cluster, demand, now, chance);
    if (answer instanceof Place place) {
      limits = cluster.with(task.id(), demand, place, now).limits();
    }
    return Optional.of(answer);
  }

  private static Demand asked(Registration task) {
    try {
      return demand(task);
    } catch (IllegalArgumentException e) {
      throw EcsErrors.invalidParameter("Invalid request: " + e.getMessage() + ".");
    }
  }

  /** With a mistake in the file there are none, and a sentence says so. */
  private List<ContainerInstance> declared() throws IOException {
    return switch (instances.read()) {
      case Checked.Valid<List<ContainerInstance>>(var list) -> list;
      case Checked.Invalid<List<ContainerInstance>>(var problems) -> {
        var message = String.join(" ", problems.stream().map(Objects::toString).toList());
        if (!message.equals(trouble)) {
          diagnostics.accept(message);
        }
        trouble = message;
        yield List.of();
      }
    };
  }

  private static List<Placed> placed(List<TaskLife> known) {
    return known.stream()
        .filter(life -> life.endedAt().isEmpty())
        .flatMap(life -> life.task().place().map(place -> placed(life, place)).stream())
        .toList();
  }

  private static Placed placed(TaskLife life, Place place) {
    var demand = demand(life.task());
    return new Placed(
        life.task().id(),
        demand.group(),
        demand.size(),
        place,
        demand.network() instanceof Network.Awsvpc,
        life.asked().isPresent());
  }

  private static Demand demand(Registration task) {
    var request = task.request();
    var capacity = capacity(task);
    return new Demand(
        task.group(),
        size(task),
        network(task, capacity),
        capacity,
        Map.of(),
        request.placementConstraints().stream().map(Places::constraint).toList(),
        request.placementStrategy().stream().map(Places::strategy).toList());
  }

  /** Without a limit of its own, a task on EC2 takes what its containers reserve. */
  private static Size size(Registration task) {
    var memory =
        task.memory()
            .orElseGet(
                () ->
                    task.containers().stream()
                        .map(
                            one ->
                                Optional.ofNullable(one.memoryReservation()).orElse(one.memory()))
                        .mapToInt(one -> Objects.requireNonNullElse(one, 0))
                        .sum());
    return new Size(task.cpu().orElse(0), memory);
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
        .map(Places::port)
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

  private static boolean onFargate(Capacity capacity) {
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
