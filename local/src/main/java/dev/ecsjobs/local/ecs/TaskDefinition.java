package dev.ecsjobs.local.ecs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a task runs: one revision of a family.
 *
 * @param cpu in CPU units
 * @param memory the limit of all its containers together, in MiB
 */
public record TaskDefinition(
    String family, String arn, OptionalInt cpu, OptionalInt memory, List<Container> containers) {
  public TaskDefinition {
    containers = List.copyOf(containers);
  }

  /** The container whose program is the task: the first essential one. */
  Optional<Container> main() {
    return containers.stream().filter(Container::essential).findFirst();
  }

  Optional<Container> container(String name) {
    return containers.stream().filter(container -> container.name().equals(name)).findFirst();
  }

  /** {@code family:revision}, as the ARN ends. */
  String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  int revision() {
    var colon = name().lastIndexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(name().substring(colon + 1));
  }
}
