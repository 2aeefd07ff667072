package dev.ecsjobs.local.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** On EC2 a place is an instance: of those that fit, the one the strategies prefer. */
final class InstancePlacement {
  private static final String NO_INSTANCES = "No Container Instances were found in your cluster.";

  private InstancePlacement() {}

  static Answer place(
      Cluster cluster, Demand demand, Optional<String> provider, RandomGenerator chance) {
    var members =
        cluster.instances().stream()
            .filter(one -> provider.isEmpty() || one.capacityProvider().equals(provider))
            .toList();
    var active =
        members.stream().filter(one -> one.status() == ContainerInstance.Status.ACTIVE).toList();
    if (active.isEmpty()) {
      return withoutInstances(provider.isPresent(), members.isEmpty());
    }
    return among(active, cluster, demand, provider, chance);
  }

  private static Answer among(
      List<ContainerInstance> active,
      Cluster cluster,
      Demand demand,
      Optional<String> provider,
      RandomGenerator chance) {
    var failures = new ArrayList<Failure>();
    var fitting = new ArrayList<ContainerInstance>();
    for (var instance : active) {
      Fit.obstacle(instance, cluster, demand)
          .ifPresentOrElse(
              reason -> failures.add(new Failure(Optional.of(instance.arn()), reason)),
              () -> fitting.add(instance));
    }
    if (fitting.isEmpty()) {
      return new Answer.Refused(failures, provider.isPresent());
    }
    var chosen = Preference.of(demand, cluster, chance).choose(fitting);
    var ports = HostPorts.assign(chosen, cluster, demand.network()).orElseThrow();
    return new Place.OnInstance(chosen.arn(), chosen.zone(), provider, ports);
  }

  private static Answer withoutInstances(boolean byProvider, boolean empty) {
    if (!byProvider) {
      return new Answer.Rejected(NO_INSTANCES);
    }
    var reason = empty ? Failure.EMPTY_PROVIDER : Failure.NO_ACTIVE_INSTANCES;
    return new Answer.Refused(List.of(new Failure(Optional.empty(), reason)), true);
  }
}
