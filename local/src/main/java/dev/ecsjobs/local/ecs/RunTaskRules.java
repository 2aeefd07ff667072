package dev.ecsjobs.local.ecs;

import dev.ecsjobs.aws.Json;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** What ECS refuses before it looks for anything, so that a mistake shows here and not on AWS. */
final class RunTaskRules {
  private static final int OVERRIDES_LIMIT = 8192;

  private RunTaskRules() {}

  static void check(RunTaskRequest request) {
    if (Objects.requireNonNullElse(request.taskDefinition(), "").isEmpty()) {
      throw EcsErrors.invalidParameter("TaskDefinition cannot be empty.");
    }
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
    if (request.launchType() != null && request.hasCapacityProviderStrategy()) {
      throw EcsErrors.invalidParameter(
          "Specifying both a launch type and capacity provider strategy is not supported."
              + " Remove one and try again.");
    }
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
      if (definition.container(override.name()).isEmpty()) {
        throw EcsErrors.invalidParameter(
            "Override for container named "
                + override.name()
                + " is not a container in the TaskDefinition.");
      }
    }
  }
}
