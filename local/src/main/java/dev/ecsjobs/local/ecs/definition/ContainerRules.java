package dev.ecsjobs.local.ecs.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/** The rules that each container of a task definition has to keep, wherever it runs. */
final class ContainerRules {
  private static final List<String> AWSLOGS_OPTIONS = List.of("awslogs-region", "awslogs-group");
  private static final int LEAST_TIMEOUT = 2;

  private ContainerRules() {}

  static List<String> problems(ContainerDefinition container, TaskDefinition task) {
    return new Findings()
        .add(memory(container, task))
        .add(environment(container, task))
        .add(logs(container))
        .add(volumes(container, task))
        .when(
            container.stopTimeout() != null && container.stopTimeout() < LEAST_TIMEOUT,
            "Granular stop timeout on container '%s' must be at least 2 seconds."
                .formatted(container.name()))
        .when(
            container.startTimeout() != null && container.startTimeout() < LEAST_TIMEOUT,
            "Granular start timeout on container '%s' must be at least 2 seconds."
                .formatted(container.name()))
        .all();
  }

  private static List<String> memory(ContainerDefinition container, TaskDefinition task) {
    var limit = container.memory();
    var reserved = container.memoryReservation();
    var invalid = "Invalid setting for container '%s'. ".formatted(container.name());
    return new Findings()
        .when(
            limit == null && reserved == null && task.memory() == null,
            invalid + "At least one of 'memory' or 'memoryReservation' must be specified.")
        .when(
            limit != null && reserved != null && limit < reserved,
            invalid + "'memory' must be greater than or equal to 'memoryReservation'.")
        .when(
            limit != null
                && task.memory() != null
                && limit > TaskSize.mebibytes(task.memory()).orElseThrow(),
            "The 'memory' setting for container '%s' is greater than for the task."
                .formatted(container.name()))
        .all();
  }

  /** ECS takes two variables of one name; the last counts. Not so with secrets. */
  private static List<String> environment(ContainerDefinition container, TaskDefinition task) {
    var variables = container.environment().stream().map(KeyValuePair::name).toList();
    var names = new HashSet<>(variables);
    var twice =
        container.secrets().stream().map(Secret::name).filter(name -> !names.add(name)).toList();
    return new Findings()
        .when(
            variables.stream().anyMatch(name -> name == null || name.isBlank()),
            "Environment variable name cannot be null or blank.")
        .when(
            !twice.isEmpty(),
            "The secret name must be unique and not shared with any new or existing environment"
                + " variables set on the container, such as '"
                + twice.stream().findFirst().orElse("")
                + "'.")
        .when(
            container.hasSecrets()
                && !container.secrets().isEmpty()
                && task.executionRoleArn() == null,
            "When you are specifying container secrets, you must also specify a value for"
                + " 'executionRoleArn'.")
        .all();
  }

  private static List<String> logs(ContainerDefinition container) {
    var logs = container.logConfiguration();
    if (logs == null || logs.logDriver() != LogDriver.AWSLOGS) {
      return List.of();
    }
    var missing =
        AWSLOGS_OPTIONS.stream().filter(option -> !logs.options().containsKey(option)).toList();
    return new Findings()
        .when(
            !missing.isEmpty(),
            "Log driver awslogs requires options: " + String.join(", ", missing))
        .all();
  }

  private static List<String> volumes(ContainerDefinition container, TaskDefinition task) {
    var known = task.volumes().stream().map(Volume::name).filter(Objects::nonNull).toList();
    return mounted(container)
        .filter(volume -> !known.contains(volume))
        .map("Unknown volume '%s'."::formatted)
        .toList();
  }

  private static Stream<String> mounted(ContainerDefinition container) {
    return container.mountPoints().stream().map(MountPoint::sourceVolume).filter(Objects::nonNull);
  }
}
