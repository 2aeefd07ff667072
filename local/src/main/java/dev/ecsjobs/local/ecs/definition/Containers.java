package dev.ecsjobs.local.ecs.definition;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A task definition's containers. */
public final class Containers {
  private Containers() {}

  /** The first essential one: there has to be one. */
  public static Optional<ContainerDefinition> main(TaskDefinition definition) {
    return definition.containerDefinitions().stream().filter(Containers::isEssential).findFirst();
  }

  public static Optional<ContainerDefinition> named(TaskDefinition definition, String name) {
    return definition.containerDefinitions().stream()
        .filter(container -> name.equals(container.name()))
        .findFirst();
  }

  /** Unless it says that it is not. */
  public static boolean isEssential(ContainerDefinition container) {
    return !Boolean.FALSE.equals(container.essential());
  }
}
