package dev.ecsjobs.local.ecs;

import static java.util.Comparator.comparingInt;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * On what a task is to run.
 *
 * <p>A request that says nothing means the cluster's default strategy, and that is taken to fit
 * here: Fargate where the definition is compatible with it, else EC2.
 */
record Launch(LaunchType type, Optional<String> provider) {
  /** The heaviest, and the first among equals. */
  private static final Comparator<CapacityProviderStrategyItem> PREFERENCE =
      comparingInt((CapacityProviderStrategyItem item) -> weight(item)).reversed();

  static Launch of(RunTaskRequest request, TaskDefinition definition) {
    if (request.launchType() != null) {
      return new Launch(request.launchType(), Optional.empty());
    }
    return request.capacityProviderStrategy().stream()
        .sorted(PREFERENCE)
        .map(CapacityProviderStrategyItem::capacityProvider)
        .findFirst()
        .map(Launch::by)
        .orElseGet(() -> new Launch(fitting(definition), Optional.empty()));
  }

  private static int weight(CapacityProviderStrategyItem item) {
    return Objects.requireNonNullElse(item.weight(), 0);
  }

  private static Launch by(String provider) {
    var type = provider.startsWith("FARGATE") ? LaunchType.FARGATE : LaunchType.EC2;
    return new Launch(type, Optional.of(provider));
  }

  private static LaunchType fitting(TaskDefinition definition) {
    return definition.compatibilities().contains(Compatibility.FARGATE)
        ? LaunchType.FARGATE
        : LaunchType.EC2;
  }

  boolean fits(TaskDefinition definition) {
    return definition.compatibilitiesAsStrings().contains(type.toString());
  }

  boolean onFargate() {
    return type == LaunchType.FARGATE;
  }
}
