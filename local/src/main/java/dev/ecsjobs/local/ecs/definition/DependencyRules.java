package dev.ecsjobs.local.ecs.definition;

import static java.util.stream.Collectors.toMap;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/** Which container may wait for which: {@code dependsOn}. */
final class DependencyRules {
  private final Map<String, ContainerDefinition> containers;

  private DependencyRules(List<ContainerDefinition> containers) {
    this.containers =
        containers.stream().collect(toMap(ContainerDefinition::name, Function.identity()));
  }

  static List<String> problems(List<ContainerDefinition> containers) {
    var rules = new DependencyRules(containers);
    var findings = new Findings();
    for (var container : containers) {
      container.dependsOn().forEach(dependency -> findings.add(rules.problems(dependency)));
    }
    return findings
        .when(
            containers.stream().anyMatch(rules::waitsForItself),
            "Container dependencies should not have a cycle")
        .all();
  }

  private List<String> problems(ContainerDependency dependency) {
    var awaited = containers.get(dependency.containerName());
    var condition = dependency.condition();
    if (awaited == null) {
      return List.of(
          "Cannot depend on container + '%s' because it does not exist"
              .formatted(dependency.containerName()));
    }
    return new Findings()
        .when(
            condition == null || condition == ContainerCondition.UNKNOWN_TO_SDK_VERSION,
            "dependsOn condition must be START, COMPLETE, SUCCESS or HEALTHY.")
        .when(
            isEnd(condition) && Containers.isEssential(awaited),
            "A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
                + " container")
        .when(
            condition == ContainerCondition.HEALTHY && awaited.healthCheck() == null,
            "A dependency container with HEALTHY condition must have health check configured")
        .all();
  }

  private static boolean isEnd(ContainerCondition condition) {
    return condition == ContainerCondition.SUCCESS || condition == ContainerCondition.COMPLETE;
  }

  private boolean waitsForItself(ContainerDefinition container) {
    var awaited = new HashSet<String>();
    collect(container, awaited);
    return awaited.contains(container.name());
  }

  private void collect(ContainerDefinition container, Set<String> awaited) {
    for (var dependency : container.dependsOn()) {
      var next = containers.get(dependency.containerName());
      if (next != null && awaited.add(next.name())) {
        collect(next, awaited);
      }
    }
  }
}
