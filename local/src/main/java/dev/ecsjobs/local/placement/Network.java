package dev.ecsjobs.local.placement;

import java.util.List;
import java.util.Set;

/** What a task needs of the network, by its task definition's network mode. */
public sealed interface Network {
  /**
   * Mode awsvpc: an interface of its own, and so no host ports.
   *
   * @param zones the zones of the subnets that the request names
   */
  record Awsvpc(Set<String> zones) implements Network {
    public Awsvpc {
      zones = Set.copyOf(zones);
    }
  }

  /** Modes bridge, host and none: the instance's interface, with these ports of it. */
  record Shared(List<HostPort> hostPorts) implements Network {
    public Shared {
      hostPorts = List.copyOf(hostPorts);
    }
  }
}
