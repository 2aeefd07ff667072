package dev.ecsjobs.local.ecs;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Optional;

/** The task definitions of the cluster, found by family, family:revision or ARN. */
record Definitions(List<TaskDefinition> all) {
  Definitions {
    all = List.copyOf(all);
  }

  Optional<TaskDefinition> find(String wanted) {
    return all.stream()
        .filter(
            definition ->
                wanted.equals(definition.arn())
                    || wanted.equals(definition.name())
                    || wanted.equals(definition.family()))
        .max(comparingInt(TaskDefinition::revision));
  }
}
