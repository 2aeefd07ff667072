package dev.ecsjobs.local.placement;

import static java.util.Comparator.comparingLong;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** On Fargate a place is a zone: launch rate, then quota, then capacity, then balance. */
final class FargatePlacement {
  private FargatePlacement() {}

  static Answer place(Cluster cluster, Demand demand, Optional<String> provider, Instant now) {
    var market = provider.flatMap(Market::behind).orElse(Market.ON_DEMAND);
    var allowance = cluster.limits().of(market);
    if (!allowance.launches().has(now)) {
      return new Answer.Throttled(allowance.launches().nextAt(now));
    }
    if (demand.size().cpu() > allowance.cpuQuota()) {
      return Answer.Refused.without(Failure.LARGER_THAN_QUOTA);
    }
    if (cluster.fargateCpu(market) + demand.size().cpu() > allowance.cpuQuota()) {
      return Answer.Refused.without(Failure.OVER_QUOTA);
    }
    return zone(cluster, demand, market)
        .<Answer>map(zone -> new Place.OnFargate(zone.name(), provider))
        .orElseGet(() -> Answer.Refused.without(Failure.NO_CAPACITY));
  }

  /** Of the zones with room: the fewest of the group, then the fewest at all, then the first. */
  private static Optional<Zone> zone(Cluster cluster, Demand demand, Market market) {
    var ofGroup = cluster.tasksByZone(demand.group());
    var allowed = zones(demand.network());
    return cluster.zones().stream()
        .filter(zone -> allowed.contains(zone.name()))
        .filter(zone -> cluster.fargateCpu(market, zone) + demand.size().cpu() <= zone.cpu(market))
        .min(
            comparingLong((Zone zone) -> ofGroup.getOrDefault(zone.name(), 0L))
                .thenComparingLong(zone -> tasks(cluster, zone)));
  }

  private static long tasks(Cluster cluster, Zone zone) {
    return cluster.placed().stream().filter(one -> one.place().zone().equals(zone.name())).count();
  }

  private static Set<String> zones(Network network) {
    return switch (network) {
      case Network.Awsvpc awsvpc -> awsvpc.zones();
      case Network.Shared _ ->
          throw new IllegalStateException("a demand on Fargate has the network mode awsvpc");
    };
  }
}
