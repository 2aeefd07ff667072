package dev.ecsjobs.local.ecs.definition;

import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What goes with which network mode. */
final class NetworkRules {
  private static final int LAST_PORT = 65_535;

  private NetworkRules() {}

  static NetworkMode mode(TaskDefinition definition) {
    return Objects.requireNonNullElse(definition.networkMode(), NetworkMode.BRIDGE);
  }

  static List<String> problems(TaskDefinition definition) {
    var mode = mode(definition);
    var findings =
        new Findings()
            .when(
                definition.proxyConfiguration() != null && mode != NetworkMode.AWSVPC,
                "APPMESH proxy configuration is only supported in networkMode=awsvpc");
    for (var container : definition.containerDefinitions()) {
      findings.add(ports(container, mode)).add(names(container, mode));
    }
    return findings.all();
  }

  private static List<String> ports(ContainerDefinition container, NetworkMode mode) {
    var findings =
        new Findings()
            .when(
                mode == NetworkMode.NONE && !container.portMappings().isEmpty(),
                "Port mappings are not supported when networkMode=none");
    for (var mapping : container.portMappings()) {
      findings
          .when(
              !isPort(mapping.containerPort()) && mapping.containerPortRange() == null,
              "Invalid 'containerPort' setting for container '%s'.".formatted(container.name()))
          .when(
              mapping.containerPort() != null && mapping.containerPortRange() != null,
              "cannot specify both single port and port range")
          .when(
              mapping.hostPort() != null && mapping.hostPort() != 0 && !isPort(mapping.hostPort()),
              "Invalid 'hostPort' setting for container '%s'.".formatted(container.name()))
          .when(
              sharesPorts(mode) && !isTheSameOutside(mapping),
              "When networkMode=%s, the host ports and container ports in port mappings must match."
                  .formatted(mode));
    }
    return findings.all();
  }

  private static boolean sharesPorts(NetworkMode mode) {
    return mode == NetworkMode.AWSVPC || mode == NetworkMode.HOST;
  }

  private static boolean isTheSameOutside(PortMapping mapping) {
    return mapping.hostPort() == null || mapping.hostPort().equals(mapping.containerPort());
  }

  private static boolean isPort(Integer port) {
    return port != null && port >= 1 && port <= LAST_PORT;
  }

  /** In modes with a network of the task's or of none, a container has no names of its own. */
  private static List<String> names(ContainerDefinition container, NetworkMode mode) {
    var findings =
        new Findings()
            .when(
                mode != NetworkMode.BRIDGE && !container.links().isEmpty(),
                "Links are not supported when networkMode=" + mode);
    if (mode == NetworkMode.AWSVPC) {
      var notSupported = " supported on container when networkMode=awsvpc";
      findings
          .when(container.hostname() != null, "hostname is not" + notSupported)
          .when(!container.dnsServers().isEmpty(), "DNS servers are not" + notSupported)
          .when(
              !container.dnsSearchDomains().isEmpty(), "DNS search domains are not" + notSupported)
          .when(!container.extraHosts().isEmpty(), "Extra hosts are not" + notSupported)
          .when(
              Boolean.TRUE.equals(container.disableNetworking()),
              "Disable Networking is not" + notSupported);
    }
    return findings.all();
  }
}
