package dev.ecsjobs.local.template;

import dev.ecsjobs.local.ecs.Container;
import dev.ecsjobs.local.ecs.TaskDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code AWS::ECS::TaskDefinition}. */
final class TaskDefinitionReader {
  private TaskDefinitionReader() {}

  static List<TaskDefinition> read(Stack stack) {
    return stack
        .ofType("AWS::ECS::TaskDefinition")
        .map(
            resource ->
                new TaskDefinition(
                    stack.name(resource),
                    stack.attribute(resource, "TaskDefinitionArn"),
                    containers(stack.properties(resource))))
        .toList();
  }

  private static List<Container> containers(Block properties) {
    return properties
        .requiredBlocks("ContainerDefinitions", "Add a list with at least one container")
        .stream()
        .map(TaskDefinitionReader::container)
        .toList();
  }

  private static Container container(Block block) {
    return new Container(
        block.requiredText("Name", "Give the container a name"),
        block.requiredText("Image", "Add the image to run"),
        block.texts("EntryPoint"),
        block.texts("Command"),
        environment(block),
        block.flag("Essential").orElse(true));
  }

  private static Map<String, String> environment(Block container) {
    var environment = new LinkedHashMap<String, String>();
    for (var variable : container.blocks("Environment")) {
      environment.put(
          variable.requiredText("Name", "Give the variable a name"),
          variable.text("Value").orElse(""));
    }
    return environment;
  }
}
