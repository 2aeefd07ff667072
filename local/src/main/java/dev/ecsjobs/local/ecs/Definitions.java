package dev.ecsjobs.local.ecs;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

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

  /** All of a family, or of every family; there are never so many that they need a second page. */
  ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request) {
    var order = comparing(TaskDefinition::family).thenComparingInt(TaskDefinition::revision);
    var active =
        Objects.requireNonNullElse(request.status(), TaskDefinitionStatus.ACTIVE)
            == TaskDefinitionStatus.ACTIVE;
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(
            all.stream()
                .filter(_ -> active)
                .filter(
                    definition ->
                        request.familyPrefix() == null
                            || request.familyPrefix().equals(definition.family()))
                .sorted(request.sort() == SortOrder.DESC ? order.reversed() : order)
                .map(TaskDefinition::arn)
                .toList())
        .build();
  }

  static DescribeTaskDefinitionResponse described(TaskDefinition definition) {
    return DescribeTaskDefinitionResponse.builder()
        .taskDefinition(
            t ->
                t.taskDefinitionArn(definition.arn())
                    .family(definition.family())
                    .revision(definition.revision())
                    .status(TaskDefinitionStatus.ACTIVE)
                    .cpu(size(definition.cpu()))
                    .memory(size(definition.memory()))
                    .containerDefinitions(
                        definition.containers().stream().map(Definitions::described).toList()))
        .build();
  }

  private static ContainerDefinition described(Container container) {
    return ContainerDefinition.builder()
        .name(container.name())
        .image(container.image())
        .entryPoint(container.entryPoint())
        .command(container.command())
        .environment(
            container.environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> KeyValuePair.builder().name(e.getKey()).value(e.getValue()).build())
                .toList())
        .essential(container.essential())
        .memory(container.memory().isPresent() ? container.memory().getAsInt() : null)
        .build();
  }

  private static String size(OptionalInt size) {
    return size.isPresent() ? Integer.toString(size.getAsInt()) : null;
  }
}
