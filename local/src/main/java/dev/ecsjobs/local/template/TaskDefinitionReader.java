package dev.ecsjobs.local.template;

import dev.ecsjobs.local.ecs.Container;
import dev.ecsjobs.local.ecs.TaskDefinition;
import dev.ecsjobs.local.ecs.TaskSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads {@code AWS::ECS::TaskDefinition}. */
final class TaskDefinitionReader {
  private TaskDefinitionReader() {}

  static List<TaskDefinition> read(Stack stack) {
    return stack
        .ofType("AWS::ECS::TaskDefinition")
        .map(
            resource -> {
              var properties = stack.properties(resource);
              return new TaskDefinition(
                  stack.name(resource),
                  stack.attribute(resource, "TaskDefinitionArn"),
                  cpu(properties, stack.problems()),
                  memory(properties, stack.problems()),
                  containers(properties));
            })
        .toList();
  }

  private static OptionalInt cpu(Block properties, Problems problems) {
    return size(properties, "Cpu", TaskSize::cpuUnits, "Write CPU units or 1 vCPU", problems);
  }

  private static OptionalInt memory(Block properties, Problems problems) {
    return size(properties, "Memory", TaskSize::mebibytes, "Write MiB or 1 GB", problems);
  }

  private static OptionalInt size(
      Block properties,
      String name,
      Function<String, OptionalInt> reader,
      String fix,
      Problems problems) {
    var text = properties.text(name);
    var size = text.map(reader).orElse(OptionalInt.empty());
    if (text.isPresent() && size.isEmpty()) {
      problems.add(properties.at(name), "'" + text.get() + "' is not a size", fix);
    }
    return size;
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
        block.flag("Essential").orElse(true),
        block.count("Memory").map(OptionalInt::of).orElse(OptionalInt.empty()));
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
