package dev.ecsjobs.local.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An EC2 instance that tasks run on.
 *
 * @param attributes by name; an attribute without a value has an empty one
 * @param reservedPorts the ports no task can have
 * @param networkInterfaces how many it can have, its own among them
 * @param capacityProvider the provider it belongs to, if any
 */
public record ContainerInstance(
    String arn,
    String zone,
    Size size,
    Map<String, String> attributes,
    Set<HostPort> reservedPorts,
    int networkInterfaces,
    Optional<String> capacityProvider,
    Status status,
    boolean agentConnected) {
  /** Whether it takes new tasks. */
  public enum Status {
    ACTIVE,
    DRAINING
  }

  /** The attribute that every instance has from its zone. */
  public static final String ZONE = "ecs.availability-zone";

  /** SSH, Docker and the agent: the ports that ECS reserves on every instance. */
  public static final Set<HostPort> ALWAYS_RESERVED =
      Set.of(
          HostPort.tcp(22),
          HostPort.tcp(2375),
          HostPort.tcp(2376),
          HostPort.tcp(51_678),
          HostPort.tcp(51_679),
          HostPort.tcp(51_680));

  private static final int INTERFACES_OF_A_LARGE_INSTANCE = 3;

  public ContainerInstance {
    var all = new HashMap<>(attributes);
    all.put(ZONE, zone);
    attributes = Map.copyOf(all);
    reservedPorts = Set.copyOf(reservedPorts);
  }

  /** An instance as it registers itself: active, connected, of no capacity provider. */
  public static ContainerInstance of(String arn, String zone, Size size) {
    return new ContainerInstance(
        arn,
        zone,
        size,
        Map.of(),
        ALWAYS_RESERVED,
        INTERFACES_OF_A_LARGE_INSTANCE,
        Optional.empty(),
        Status.ACTIVE,
        true);
  }

  public ContainerInstance with(String attribute, String value) {
    var more = new HashMap<>(attributes);
    more.put(attribute, value);
    return new ContainerInstance(
        arn,
        zone,
        size,
        more,
        reservedPorts,
        networkInterfaces,
        capacityProvider,
        status,
        agentConnected);
  }

  public ContainerInstance withNetworkInterfaces(int number) {
    return new ContainerInstance(
        arn,
        zone,
        size,
        attributes,
        reservedPorts,
        number,
        capacityProvider,
        status,
        agentConnected);
  }

  public ContainerInstance withCapacityProvider(String provider) {
    return new ContainerInstance(
        arn,
        zone,
        size,
        attributes,
        reservedPorts,
        networkInterfaces,
        Optional.of(provider),
        status,
        agentConnected);
  }

  public ContainerInstance draining() {
    return new ContainerInstance(
        arn,
        zone,
        size,
        attributes,
        reservedPorts,
        networkInterfaces,
        capacityProvider,
        Status.DRAINING,
        agentConnected);
  }

  public ContainerInstance disconnected() {
    return new ContainerInstance(
        arn,
        zone,
        size,
        attributes,
        reservedPorts,
        networkInterfaces,
        capacityProvider,
        status,
        false);
  }

  /** Has it all of these attributes, with these values where one is asked for? */
  boolean has(Map<String, String> required) {
    return required.entrySet().stream()
        .allMatch(
            wanted -> {
              var value = attributes.get(wanted.getKey());
              return value != null
                  && (wanted.getValue().isEmpty() || wanted.getValue().equals(value));
            });
  }
}
