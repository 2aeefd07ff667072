package dev.ecsjobs.local.verify;

import dev.ecsjobs.cost.Architecture;
import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.ecs.Revision;
import dev.ecsjobs.local.ecs.definition.TaskSize;
import dev.ecsjobs.local.template.Template;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A job's task as it will run: what the job says, else what its task definition says. */
public final class Sizes {
  private Sizes() {}

  /** The template's task definition of that family or ARN; empty if it has none such. */
  static Optional<TaskDefinition> definition(Subject subject, TaskTemplate task) {
    return subject.draft().template().flatMap(template -> definition(template, task));
  }

  /** The template's task definition of that family or ARN; empty if it has none such. */
  public static Optional<TaskDefinition> definition(Template template, TaskTemplate task) {
    return template.taskDefinitions().stream()
        .map(Revision::definition)
        .filter(d -> isNamed(d, task.definition()))
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

  /** What decides the price of its hour. */
  public static Tariff tariff(TaskTemplate task, TaskDefinition definition, String region) {
    var capacity = isFargate(task, definition) ? "FARGATE" : "EC2";
    var platform = definition.runtimePlatform();
    var word = platform == null ? null : platform.cpuArchitectureAsString();
    return new Tariff(
        region,
        Capacity.of(task.capacity().orElse(capacity)),
        Architecture.of(word == null ? "" : word));
  }

  /** What is paid for, the definition's storage included. */
  public static Size paid(FargateSize size, TaskDefinition definition) {
    var storage = definition.ephemeralStorage();
    return storage == null || storage.sizeInGiB() == null
        ? new Size(size.cpu(), size.memory())
        : new Size(size.cpu(), size.memory(), storage.sizeInGiB());
  }

  /** Empty where neither says it. */
  public static Optional<FargateSize> of(TaskTemplate task, TaskDefinition definition) {
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
