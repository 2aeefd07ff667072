package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.definition.FargateRules;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** What ECS refuses once it knows what is to be run: request and definition have to go together. */
final class LaunchRules {
  private final RunTaskRequest request;
  private final TaskDefinition definition;
  private final Launch launch;

  private LaunchRules(RunTaskRequest request, TaskDefinition definition) {
    this.request = request;
    this.definition = definition;
    this.launch = Launch.of(request, definition);
  }

  static void check(RunTaskRequest request, TaskDefinition definition) {
    var rules = new LaunchRules(request, definition);
    refuse(definition.status() == TaskDefinitionStatus.INACTIVE, "TaskDefinition is inactive");
    rules.checkCompatibility();
    rules.checkNetwork();
    rules.checkPlacement();
    if (rules.launch.onFargate()) {
      rules.checkSize();
    }
  }

  private void checkCompatibility() {
    refuse(
        !launch.fits(definition),
        launch.provider().isPresent()
            ? "The selected task definition is not compatible with the selected compute strategy."
            : "Task definition does not support launch_type %s.".formatted(launch.type()));
  }

  private void checkNetwork() {
    var network = request.networkConfiguration();
    var vpc = network == null ? null : network.awsvpcConfiguration();
    var own = definition.networkMode() == NetworkMode.AWSVPC;
    refuse(
        own && vpc == null,
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    refuse(
        !own && network != null,
        "Network Configuration is not valid for the given networkMode of this task definition.");
    refuse(
        vpc != null && vpc.assignPublicIp() == AssignPublicIp.ENABLED && !launch.onFargate(),
        "Assign public IP is not supported for this launch type.");
  }

  private void checkPlacement() {
    var notSupported = " are not supported with FARGATE launch type.";
    refuse(
        launch.onFargate() && !request.placementConstraints().isEmpty(),
        "Placement constraints" + notSupported);
    refuse(
        launch.onFargate() && !request.placementStrategy().isEmpty(),
        "Placement strategies" + notSupported);
    refuse(
        launch.type() == LaunchType.EC2 && request.platformVersion() != null,
        "The platform version must be null when specifying an EC2 launch type.");
  }

  private void checkSize() {
    var task = Registration.of("", "", definition, request);
    var problems =
        FargateRules.size(
            task.cpu().orElseThrow(),
            task.memory().orElseThrow(),
            FargateRules.isWindows(definition));
    problems.stream()
        .findFirst()
        .ifPresent(
            words -> {
              throw EcsErrors.client(words);
            });
  }

  private static void refuse(boolean wrong, String words) {
    if (wrong) {
      throw EcsErrors.invalidParameter(words);
    }
  }
}
