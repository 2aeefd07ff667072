package dev.ecsjobs.local.deployed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * What a stack's outputs tell of it.
 *
 * @param table of runs and history
 * @param launchTarget the launch function's alias, as schedules invoke it
 * @param group the group of its jobs' schedules
 * @param taskLogs the log group of the sample tasks
 * @param parameters as they were when it was deployed last
 */
record DeployedStack(
    String name,
    String table,
    String launchTarget,
    String group,
    Optional<String> taskLogs,
    Map<String, String> parameters) {
  private static final List<String> NEEDED = List.of("Runs", "LaunchTarget", "Jobs");

  /**
   * Asks CloudFormation; throws with a sentence if there is no such stack, or it is none of ours.
   */
  static DeployedStack find(String name, CloudFormationClient cloudFormation, Region region) {
    try {
      var stacks = cloudFormation.describeStacks(r -> r.stackName(name)).stacks();
      return of(stacks.getFirst());
    } catch (CloudFormationException e) {
      if (e.getMessage().contains("does not exist")) {
        throw AwsTrouble.lasting(
            "There is no stack %s in %s. Give the name that sam deploy was given; if the stack is"
                    .formatted(name, region)
                + " in another region, set AWS_REGION.");
      }
      throw e;
    }
  }

  private static DeployedStack of(Stack stack) {
    var outputs =
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    var missing = NEEDED.stream().filter(name -> !outputs.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw AwsTrouble.lasting(
          "The stack %s (%s) has no output %s. Is it one of ecsjobs? Then wait until its deployment"
                  .formatted(
                      stack.stackName(), stack.stackStatusAsString(), String.join(", ", missing))
              + " has succeeded, or deploy this version's template.yaml.");
    }
    return new DeployedStack(
        stack.stackName(),
        outputs.get("Runs"),
        outputs.get("LaunchTarget"),
        outputs.get("Jobs"),
        Optional.ofNullable(outputs.get("TaskLogs")),
        stack.parameters().stream()
            .filter(parameter -> parameter.parameterValue() != null)
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Whether a schedule's target is the launch function, by its alias, a version or as it is. */
  boolean isLaunchFunction(String target) {
    String function = launchTarget.substring(0, launchTarget.lastIndexOf(':'));
    return target.equals(function) || target.startsWith(function + ":");
  }
}
