package dev.ecsjobs.local.ecs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * The ports of this machine that a container as a process has instead of its own.
 *
 * <p>All processes share one network, so two tasks cannot both have port 80: each is told by the
 * variables {@code PORT}, for its first port, and {@code PORT_80} where to listen instead.
 *
 * @param ports by the container's own
 */
record ProcessPorts(Map<Integer, Integer> ports) {
  static final String FILE = "ports";

  /** In the host's network a container keeps its ports, on ECS as here. */
  static ProcessPorts of(ContainerDefinition container, NetworkMode mode) throws IOException {
    var ports = new LinkedHashMap<Integer, Integer>();
    for (var mapping : container.portMappings()) {
      if (isTcp(mapping)) {
        var own = mapping.containerPort();
        ports.put(own, mode == NetworkMode.HOST ? own : Integer.valueOf(freePort()));
      }
    }
    return new ProcessPorts(ports);
  }

  private static boolean isTcp(PortMapping mapping) {
    return mapping.containerPort() != null && mapping.protocol() != TransportProtocol.UDP;
  }

  /** One that nobody has; should somebody be faster than the task, then the task fails. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    ports.forEach(
        (own, here) -> {
          environment.putIfAbsent("PORT", here.toString());
          environment.put("PORT_" + own, here.toString());
        });
    return environment;
  }

  /** What its log says of them. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    ports.forEach(
        (own, here) -> {
          if (!own.equals(here)) {
            lines.add(
                "ecsjobs: instead of port %d this process is to listen on %d, as PORT_%d says"
                    .formatted(own, here, own));
          }
        });
    return lines;
  }

  String text() {
    return ports.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(joining("\n"));
  }

  static Optional<Integer> read(String text, int own) {
    return text.lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words[0].equals(Integer.toString(own)))
        .map(words -> Integer.valueOf(words[1]))
        .findFirst();
  }
}
