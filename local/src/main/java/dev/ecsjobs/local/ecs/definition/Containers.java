package dev.ecsjobs.local.ecs.definition;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A task definition's containers. */
public final class Containers {
  private Containers() {}

  /** The container whose program is the task: the first essential one. */
  public static Optional<ContainerDefinition> main(TaskDefinition definition) {
    return definition.containerDefinitions().stream().filter(Containers::isEssential).findFirst();
  }

  public static Optional<ContainerDefinition> named(TaskDefinition definition, String name) {
    return definition.containerDefinitions().stream()
        .filter(container -> name.equals(container.name()))
        .findFirst();
  }

  /** All but the main one. */
  public static List<ContainerDefinition> others(TaskDefinition definition) {
    var main = main(definition);
    return definition.containerDefinitions().stream()
        .filter(container -> !main.equals(Optional.of(container)))
        .toList();
  }

  /** Unless it says that it is not. */
  static boolean isEssential(ContainerDefinition container) {
    return !Boolean.FALSE.equals(container.essential());
  }
}
