package dev.ecsjobs.local.ecs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/** What a container's definition comes to under a request's overrides. */
final class Overridden {
  private Overridden() {}

  static ContainerDefinition by(ContainerOverride override, ContainerDefinition definition) {
    var container = definition.toBuilder().environment(environment(override, definition));
    if (override.hasCommand()) {
      container.command(override.command());
    }
    if (override.cpu() != null) {
      container.cpu(override.cpu());
    }
    if (override.memory() != null) {
      container.memory(override.memory());
    }
    if (override.memoryReservation() != null) {
      container.memoryReservation(override.memoryReservation());
    }
    return container.build();
  }

  /** Of two variables of one name the last counts. */
  private static List<KeyValuePair> environment(
      ContainerOverride override, ContainerDefinition definition) {
    var variables = new LinkedHashMap<String, KeyValuePair>();
    Stream.concat(definition.environment().stream(), override.environment().stream())
        .forEach(pair -> variables.put(pair.name(), pair));
    return List.copyOf(variables.values());
  }
}
