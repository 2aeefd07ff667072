package dev.ecsjobs.local.placement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Which ports of an instance a task gets. */
final class HostPorts {
  private static final int FIRST_DYNAMIC = 32_768;
  private static final int LAST_DYNAMIC = 60_999;
  private static final int RESERVED_AT_MOST = 100;

  private HostPorts() {}

  /** In the order they are asked for; empty when the instance does not have them all. */
  static Optional<List<HostPort>> assign(
      ContainerInstance instance, Cluster cluster, Network network) {
    return switch (network) {
      case Network.Awsvpc _ -> Optional.of(List.of());
      case Network.Shared shared -> assign(shared.hostPorts(), instance, taken(instance, cluster));
    };
  }

  private static Optional<List<HostPort>> assign(
      List<HostPort> asked, ContainerInstance instance, Set<HostPort> taken) {
    // The named ones first: a port that a task names must not go to its own dynamic mapping.
    for (var port : asked) {
      if (!port.dynamic() && !taken.add(port)) {
        return Optional.empty();
      }
    }
    if (asked.stream().anyMatch(port -> !port.dynamic())
        && reserved(instance, taken) > RESERVED_AT_MOST) {
      return Optional.empty();
    }
    return chosen(asked, taken);
  }

  private static Optional<List<HostPort>> chosen(List<HostPort> asked, Set<HostPort> taken) {
    var got = new ArrayList<HostPort>();
    for (var port : asked) {
      var one = port.dynamic() ? lowestFree(port.protocol(), taken) : Optional.of(port);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      got.add(one.get());
      taken.add(one.get());
    }
    return Optional.of(got);
  }

  private static Optional<HostPort> lowestFree(Protocol protocol, Set<HostPort> taken) {
    return IntStream.rangeClosed(FIRST_DYNAMIC, LAST_DYNAMIC)
        .mapToObj(number -> new HostPort(number, protocol))
        .filter(port -> !taken.contains(port))
        .findFirst();
  }

  /** What is taken from the dynamic range does not count, save the agent's own. */
  private static long reserved(ContainerInstance instance, Set<HostPort> taken) {
    return taken.stream()
        .filter(
            port ->
                port.number() < FIRST_DYNAMIC
                    || port.number() > LAST_DYNAMIC
                    || instance.reservedPorts().contains(port))
        .count();
  }

  static Set<HostPort> taken(ContainerInstance instance, Cluster cluster) {
    var taken = new HashSet<>(instance.reservedPorts());
    cluster.on(instance).forEach(one -> taken.addAll(held(one.place())));
    return taken;
  }

  private static List<HostPort> held(Place place) {
    return switch (place) {
      case Place.OnFargate _ -> List.of();
      case Place.OnInstance on -> on.hostPorts();
    };
  }
}
