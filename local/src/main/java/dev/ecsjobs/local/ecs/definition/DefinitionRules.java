package dev.ecsjobs.local.ecs.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS refuses when a task definition is registered. */
public final class DefinitionRules {
  private static final int MOST_CONTAINERS = 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  private DefinitionRules() {}

  /** Every refusal; ECS itself tells the first it comes upon. */
  public static List<String> problems(TaskDefinition definition) {
    var findings = shape(definition);
    if (findings.areNone()) { // the others rely on it
      definition
          .containerDefinitions()
          .forEach(container -> findings.add(ContainerRules.problems(container, definition)));
      findings
          .add(NetworkRules.problems(definition))
          .add(DependencyRules.problems(definition.containerDefinitions()))
          .add(together(definition));
      if (definition.requiresCompatibilities().contains(Compatibility.FARGATE)) {
        findings.add(FargateRules.problems(definition));
      }
    }
    return findings.all();
  }

  public static boolean isFamily(String name) {
    return NAME.matcher(name).matches();
  }

  private static Findings shape(TaskDefinition definition) {
    var containers = definition.containerDefinitions();
    var findings =
        new Findings()
            .when(
                !isFamily(Objects.requireNonNullElse(definition.family(), "")),
                "Family contains invalid characters.")
            .when(containers.isEmpty(), "Container list cannot be empty.")
            .when(containers.size() > MOST_CONTAINERS, "Too many containers.");
    containers.forEach(container -> findings.add(shape(container)));
    var names = new HashSet<String>();
    return findings
        .when(
            !containers.stream().map(ContainerDefinition::name).allMatch(names::add),
            "Container names must be unique within a Task Definition.")
        .when(
            !containers.isEmpty() && Containers.main(definition).isEmpty(),
            "Task definition doesn't have any essential container")
        .when(
            definition.networkMode() == NetworkMode.UNKNOWN_TO_SDK_VERSION,
            "networkMode must be bridge, host, awsvpc or none.")
        .when(
            definition.requiresCompatibilities().contains(Compatibility.UNKNOWN_TO_SDK_VERSION),
            "requiresCompatibilities must be EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES.")
        .when(isWrong(definition.cpu(), TaskSize::cpuUnits), "Invalid 'cpu' setting for task.")
        .when(
            isWrong(definition.memory(), TaskSize::mebibytes),
            "Invalid 'memory' setting for task.");
  }

  private static List<String> shape(ContainerDefinition container) {
    var name = Objects.requireNonNullElse(container.name(), "");
    return new Findings()
        .when(name.isEmpty(), "Container.name should not be null or empty.")
        .when(
            !name.isEmpty() && !NAME.matcher(name).matches(),
            "Container.name contains invalid characters.")
        .when(
            container.image() == null || container.image().isEmpty(),
            "Container.image should not be null or empty.")
        .all();
  }

  private static boolean isWrong(String size, Function<String, OptionalInt> reader) {
    return size != null && reader.apply(size).isEmpty();
  }

  private static List<String> together(TaskDefinition definition) {
    var cpu =
        definition.containerDefinitions().stream()
            .map(ContainerDefinition::cpu)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .sum();
    return new Findings()
        .when(
            definition.cpu() != null && cpu > TaskSize.cpuUnits(definition.cpu()).orElseThrow(),
            "The sum of all container 'cpu' values cannot be greater than the value of the task"
                + " 'cpu'.")
        .when(definition.hasInferenceAccelerators(), "Unsupported field 'inferenceAccelerators'")
        .all();
  }
}
