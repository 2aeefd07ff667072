package dev.ecsjobs.local.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a cluster has, and what runs there: one moment, which nothing changes. */
public record Cluster(
    List<Zone> zones, List<ContainerInstance> instances, List<Placed> placed, Limits limits) {
  public Cluster {
    zones = List.copyOf(zones);
    instances = List.copyOf(instances);
    placed = List.copyOf(placed);
  }

  /** With one task more. */
  public Cluster with(String task, Demand demand, Place place, Instant now) {
    if (placed.stream().anyMatch(other -> other.task().equals(task))) {
      throw new IllegalArgumentException("the task " + task + " has its place already");
    }
    var more = new ArrayList<>(placed);
    more.add(Placed.of(task, demand, place));
    var after =
        switch (place) {
          case Place.OnFargate fargate -> limits.launching(fargate.market(), now);
          case Place.OnInstance _ -> limits;
        };
    return new Cluster(zones, instances, more, after);
  }

  /** After a task has stopped: what it held is free. */
  public Cluster without(String task) {
    var rest = placed.stream().filter(one -> !one.task().equals(task)).toList();
    return new Cluster(zones, instances, rest, limits);
  }

  /** After a task was told to stop. */
  public Cluster stopping(String task) {
    var marked =
        placed.stream().map(one -> one.task().equals(task) ? one.withStopping() : one).toList();
    return new Cluster(zones, instances, marked, limits);
  }

  /** How many tasks of a group each of the zones has. */
  public Map<String, Long> tasksByZone(String group) {
    return ofGroup(group)
        .collect(Collectors.groupingBy(one -> one.place().zone(), Collectors.counting()));
  }

  /** How many tasks of a group came by each of the capacity providers. */
  public Map<String, Long> tasksByProvider(String group) {
    return ofGroup(group)
        .flatMap(one -> one.place().capacityProvider().stream())
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
  }

  /** The tasks of a group that are to run. */
  Stream<Placed> ofGroup(String group) {
    return placed.stream().filter(one -> one.group().equals(group) && !one.stopping());
  }

  public Stream<Placed> on(ContainerInstance instance) {
    return placed.stream().filter(one -> one.on(instance));
  }

  Optional<ContainerInstance> instanceOf(Placed task) {
    return instances.stream().filter(task::on).findFirst();
  }

  public long freeCpu(ContainerInstance instance) {
    return instance.size().cpu() - on(instance).mapToLong(one -> one.size().cpu()).sum();
  }

  public long freeMemory(ContainerInstance instance) {
    return instance.size().memory() - on(instance).mapToLong(one -> one.size().memory()).sum();
  }

  /** The ports that no further task can have. */
  public Set<HostPort> takenPorts(ContainerInstance instance) {
    return HostPorts.taken(instance, this);
  }

  /** Its own interface is one of those that it can have. */
  long freeInterfaces(ContainerInstance instance) {
    return instance.networkInterfaces() - 1 - on(instance).filter(Placed::ownInterface).count();
  }

  long fargateCpu(Market market) {
    return cpu(one -> one.in(market));
  }

  long fargateCpu(Market market, Zone zone) {
    return cpu(one -> one.in(market) && one.place().zone().equals(zone.name()));
  }

  private long cpu(Predicate<Placed> those) {
    return placed.stream().filter(those).mapToLong(one -> one.size().cpu()).sum();
  }
}
