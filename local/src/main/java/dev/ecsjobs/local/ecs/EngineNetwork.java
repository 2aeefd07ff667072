package dev.ecsjobs.local.ecs;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Where a task's containers are in the network.
 *
 * <p>With {@code awsvpc} all containers of a task are in one network and find each other on
 * localhost. It must outlive each of them, so a container of its own holds it, as on ECS.
 */
enum EngineNetwork {
  HOST,
  NONE,
  /** Each container has its own. */
  OWN,
  SHARED;

  /** How a container reaches what listens on this machine. */
  static final List<String> HOST_GATEWAY =
      List.of("--add-host", "host.docker.internal:host-gateway");

  static EngineNetwork of(TaskDefinition definition, ContainerEngine engine) {
    var mode = definition.networkMode();
    if (mode == NetworkMode.HOST) {
      return HOST;
    }
    if (mode == NetworkMode.NONE) {
      return NONE;
    }
    return mode == NetworkMode.AWSVPC
            && definition.containerDefinitions().size() > 1
            && NetworkHolder.of(engine).isPresent()
        ? SHARED
        : OWN;
  }

  /** For {@code docker create}; a shared network's are its holder's. */
  List<String> options(ContainerDefinition container, EngineNames names) {
    return switch (this) {
      case HOST -> List.of("--network", "host");
      case NONE -> List.of("--network", "none");
      case SHARED -> List.of("--network", "container:" + names.network());
      case OWN -> own(container);
    };
  }

  private static List<String> own(ContainerDefinition container) {
    var options = new ArrayList<>(HOST_GATEWAY);
    if (container.hostname() != null) {
      options.addAll(List.of("--hostname", container.hostname()));
    }
    for (var host : container.extraHosts()) {
      options.addAll(List.of("--add-host", host.hostname() + ":" + host.ipAddress()));
    }
    container.dnsServers().forEach(server -> options.addAll(List.of("--dns", server)));
    container.dnsSearchDomains().forEach(domain -> options.addAll(List.of("--dns-search", domain)));
    return options;
  }
}
