package dev.ecsjobs.local.placement;

import java.util.List;
import java.util.Optional;

/** Where a task runs. */
public sealed interface Place extends Answer {
  String zone();

  /** The provider that a capacity provider strategy chose; with a launch type there is none. */
  Optional<String> capacityProvider();

  /** In a zone of Fargate. */
  record OnFargate(String zone, Optional<String> capacityProvider) implements Place {
    /** Spot only by the provider of that name: the launch type FARGATE is on demand. */
    public Market market() {
      return capacityProvider.flatMap(Market::behind).orElse(Market.ON_DEMAND);
    }
  }

  /**
   * On a container instance.
   *
   * @param hostPorts the ports it got, in the order of the demand's
   */
  record OnInstance(
      String instance, String zone, Optional<String> capacityProvider, List<HostPort> hostPorts)
      implements Place {
    public OnInstance {
      hostPorts = List.copyOf(hostPorts);
    }
  }
}
