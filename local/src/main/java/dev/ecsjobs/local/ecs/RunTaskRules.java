package dev.ecsjobs.local.ecs;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import dev.ecsjobs.local.ecs.definition.Containers;
import dev.ecsjobs.local.ecs.definition.TaskSize;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS refuses before it looks for anything, so that a mistake shows here and not on AWS. */
final class RunTaskRules {
  private static final int OVERRIDES_LIMIT = 8192;

  private RunTaskRules() {}

  static void check(RunTaskRequest request) {
    EcsErrors.checkGiven("TaskDefinition", request.taskDefinition());
    if (request.count() != null && request.count() != 1) {
      throw EcsErrors.invalidParameter("Count must be 1 here: ask once for each task.");
    }
    if (request.clientToken() != null && !request.clientToken().matches("[!-~]{1,64}")) {
      throw EcsErrors.invalidParameter("clientToken must be 1 to 64 visible ASCII characters.");
    }
    if (request.startedBy() != null && !request.startedBy().matches("[A-Za-z0-9/_-]{0,128}")) {
      throw EcsErrors.invalidParameter(
          "startedBy must be at most 128 letters, digits, hyphens, slashes and underscores.");
    }
    if (request.launchType() == LaunchType.UNKNOWN_TO_SDK_VERSION) {
      throw EcsErrors.invalidParameter("launchType must be EC2, FARGATE or EXTERNAL.");
    }
    if (request.launchType() != null && request.hasCapacityProviderStrategy()) {
      throw EcsErrors.invalidParameter(
          "Specifying both a launch type and capacity provider strategy is not supported."
              + " Remove one and try again.");
    }
    request
        .capacityProviderStrategy()
        .forEach(item -> EcsErrors.checkGiven("capacityProvider", item.capacityProvider()));
    checkNetwork(request.networkConfiguration());
    if (request.overrides() != null
        && Json.write(SdkJson.write(request.overrides())).length() > OVERRIDES_LIMIT) {
      throw EcsErrors.invalidParameter(
          "Container Overrides length must be at most " + OVERRIDES_LIMIT);
    }
    if (request.overrides() != null) {
      checkSize("cpu", request.overrides().cpu(), TaskSize::cpuUnits);
      checkSize("memory", request.overrides().memory(), TaskSize::mebibytes);
    }
  }

  private static void checkNetwork(NetworkConfiguration network) {
    var vpc = network == null ? null : network.awsvpcConfiguration();
    if (vpc != null && vpc.subnets().isEmpty()) {
      throw EcsErrors.invalidParameter("subnets can not be empty.");
    }
    if (vpc != null && vpc.assignPublicIp() == AssignPublicIp.UNKNOWN_TO_SDK_VERSION) {
      throw EcsErrors.invalidParameter("assignPublicIp must be ENABLED or DISABLED.");
    }
  }

  private static void checkSize(String name, String value, Function<String, OptionalInt> reader) {
    if (value != null && reader.apply(value).isEmpty()) {
      throw EcsErrors.client("Invalid '" + name + "' setting for task.");
    }
  }

  static void checkOverrides(RunTaskRequest request, TaskDefinition definition) {
    if (request.overrides() == null) {
      return;
    }
    for (var override : request.overrides().containerOverrides()) {
      if (override.name() == null) {
        throw EcsErrors.invalidParameter("Container Override must specify a container name.");
      }
      if (Containers.named(definition, override.name()).isEmpty()) {
        throw EcsErrors.invalidParameter(
            "Override for container named "
                + override.name()
                + " is not a container in the TaskDefinition.");
      }
      override
          .environment()
          .forEach(pair -> EcsErrors.checkGiven("The name of a variable", pair.name()));
    }
  }
}
