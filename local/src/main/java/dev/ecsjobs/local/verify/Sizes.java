package dev.ecsjobs.local.verify;

import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.ecs.Revision;
import dev.ecsjobs.local.ecs.definition.TaskSize;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A job's task as it will run: what the job says, else what its task definition says. */
final class Sizes {
  private Sizes() {}

  /** The template's task definition of that family or ARN; empty if it has none such. */
  static Optional<TaskDefinition> definition(Subject subject, TaskTemplate task) {
    var name = task.definition();
    return subject.draft().template().stream()
        .flatMap(template -> template.taskDefinitions().stream())
        .map(Revision::definition)
        .filter(d -> isNamed(d, name))
        .findFirst();
  }

  private static boolean isNamed(TaskDefinition definition, String name) {
    var last = name.substring(name.lastIndexOf('/') + 1);
    return name.equals(definition.taskDefinitionArn())
        || last.equals(definition.family())
        || last.equals(definition.family() + ":" + definition.revision());
  }

  static boolean isFargate(TaskTemplate task, TaskDefinition definition) {
    return task.capacity()
        .map(capacity -> capacity.startsWith("FARGATE"))
        .orElse(definition.requiresCompatibilities().contains(Compatibility.FARGATE));
  }

  /** Empty where neither says it. */
  static Optional<FargateSize> of(TaskTemplate task, TaskDefinition definition) {
    var cpu = given(task.cpu(), definition.cpu(), TaskSize::cpuUnits);
    var memory = given(task.memory(), definition.memory(), TaskSize::mebibytes);
    return cpu.isPresent() && memory.isPresent()
        ? Optional.of(new FargateSize(cpu.getAsInt(), memory.getAsInt()))
        : Optional.empty();
  }

  private static OptionalInt given(
      OptionalInt own, String other, Function<String, OptionalInt> reader) {
    return own.isPresent() ? own : reader.apply(Objects.requireNonNullElse(other, ""));
  }
}
