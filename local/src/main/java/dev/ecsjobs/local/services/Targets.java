package dev.ecsjobs.local.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Where a load balancer listens and where it finds a task.
 *
 * <p>The name of the target group says where it listens: {@code local-8081} is 127.0.0.1:8081. A
 * task as a process is told its port by the variable {@code PORT}; a container's is the host port
 * that it is bound to.
 */
final class Targets {
  static final String PORT = "PORT";
  private static final Pattern GROUP = Pattern.compile("targetgroup/[^/]*?-([0-9]{1,5})(/|$)");
  private static final int LAST_PORT = 65_535;
  private static final int PATIENCE_MILLIS = 200;

  private Targets() {}

  static OptionalInt listenerPort(String targetGroup) {
    var matcher = GROUP.matcher(targetGroup);
    if (!matcher.find()) {
      return OptionalInt.empty();
    }
    var port = Integer.parseInt(matcher.group(1));
    return port > 0 && port <= LAST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }

  /** A port that nobody has; somebody may be faster than the task, which is then replaced. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static InetSocketAddress of(Task task, LoadBalancer balancer) {
    var bound = bound(task, balancer);
    var told = told(task, balancer);
    var own = Objects.requireNonNullElse(balancer.containerPort(), 0);
    var port = Stream.concat(bound, told).findFirst().orElse(own);
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static Stream<Integer> bound(Task task, LoadBalancer balancer) {
    return task.containers().stream()
        .filter(container -> balancer.containerName().equals(container.name()))
        .map(Container::networkBindings)
        .flatMap(bindings -> bindings.stream())
        .filter(binding -> Objects.equals(binding.containerPort(), balancer.containerPort()))
        .map(NetworkBinding::hostPort)
        .filter(Objects::nonNull);
  }

  private static Stream<Integer> told(Task task, LoadBalancer balancer) {
    return task.overrides().containerOverrides().stream()
        .filter(override -> balancer.containerName().equals(override.name()))
        .map(ContainerOverride::environment)
        .flatMap(environment -> environment.stream())
        .filter(pair -> PORT.equals(pair.name()))
        .map(KeyValuePair::value)
        .map(Integer::valueOf);
  }

  /** Does it take connections? */
  static boolean answers(InetSocketAddress target) {
    try (var socket = new Socket()) {
      socket.connect(target, PATIENCE_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
