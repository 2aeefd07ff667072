package dev.ecsjobs.local.template;

import dev.ecsjobs.local.ecs.Revision;
import dev.ecsjobs.local.ecs.definition.DefinitionRules;
import dev.ecsjobs.local.ecs.definition.TaskSize;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Reads {@code AWS::ECS::TaskDefinition}, all of it, and holds it to ECS's rules. */
final class TaskDefinitionReader {
  private TaskDefinitionReader() {}

  static List<Revision> read(Stack stack) {
    return stack
        .ofType(ResourceType.TASK_DEFINITION)
        .map(resource -> revision(stack, resource))
        .toList();
  }

  private static Revision revision(Stack stack, Resource resource) {
    var problems = stack.problems();
    var before = problems.count();
    var properties = stack.properties(resource);
    var request = request(stack.name(resource), properties, problems);
    var arn = stack.attribute(resource, "TaskDefinitionArn");
    var revision = Revision.ofTemplate(arn.isEmpty() ? ":1" : arn, request);
    if (problems.count() == before) {
      DefinitionRules.problems(revision.definition())
          .forEach(
              words ->
                  problems.add(
                      properties.at(),
                      "ECS refuses this task definition: " + words.replaceFirst("\\.$", ""),
                      "Mend it; sam deploy would fail with the same words"));
    }
    return revision;
  }

  /** What CloudFormation would have ECS register. */
  static RegisterTaskDefinitionRequest request(String family, Block properties, Problems problems) {
    for (var container :
        properties.requiredBlocks(
            "ContainerDefinitions", "Add a list with at least one container")) {
      container.require("Name", "Give the container a name");
      container.require("Image", "Add the image to run");
      container
          .blocks("Environment")
          .forEach(variable -> variable.require("Name", "Give the variable a name"));
    }
    checkSize(properties, "Cpu", TaskSize::cpuUnits, "Write CPU units or 1 vCPU", problems);
    checkSize(properties, "Memory", TaskSize::mebibytes, "Write MiB or 1 GB", problems);
    var request = RegisterTaskDefinitionRequest.builder();
    return new SdkReader(problems)
        .read(request, properties, Set.of("Family"))
        .family(family)
        .build();
  }

  private static void checkSize(
      Block properties,
      String name,
      Function<String, OptionalInt> reader,
      String fix,
      Problems problems) {
    properties
        .text(name)
        .filter(text -> reader.apply(text).isEmpty())
        .ifPresent(text -> problems.add(properties.at(name), "'" + text + "' is not a size", fix));
  }
}
