package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two stacks fit into one account: whatever has a name of its own carries the stack's. */
final class NameRule implements Rule {

  /** Names that are not called {@code Name} or {@code …Name} after their type. */
  private static final Map<String, String> CALLED_OTHERWISE =
      Map.of("AWS::ECS::TaskDefinition", "Family", "AWS::EC2::SecurityGroup", "GroupName");

  /** Names that need to be unique only within something else, which the stack brings itself. */
  private static final Map<String, String> UNIQUE_WITHIN =
      Map.of(
          "AWS::Scheduler::Schedule", "GroupName",
          "AWS::ECS::Service", "Cluster",
          "AWS::IAM::Policy", "Roles",
          "AWS::EC2::SecurityGroup", "VpcId");

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var resource : stack.deployment().resources()) {
      var within = UNIQUE_WITHIN.get(resource.type());
      if (within == null || !isOfTheStack(resource.get(within), stack)) {
        for (var property : nameProperties(resource.type())) {
          check(resource.get(property), stack, problems);
        }
      }
    }
    for (var event : stack.events("ScheduleV2", "EventBridgeRule", "CloudWatchEvent")) {
      event(event, stack, problems);
    }
    for (var output : stack.deployment().outputs()) {
      check(output.get("Export", "Name"), stack, problems);
    }
    return problems;
  }

  private static void event(
      DeployedStack.Event event, DeployedStack stack, List<Problem> problems) {
    var properties = event.properties();
    check(properties.get("RuleName"), stack, problems);
    if (!event.type().equals("ScheduleV2") || isOfTheStack(properties.get("GroupName"), stack)) {
      return;
    }
    var name = properties.get("Name");
    if (!name.exists() && !properties.get("OmitName").isTrue()) {
      problems.add(
          name.problem(
              "is missing, so SAM names the schedule %s in every stack"
                  .formatted(event.function().id() + event.whole().path().replaceAll(".*\\.", "")),
              "Add GroupName: !Ref Jobs, or OmitName: true"));
    }
    check(name, stack, problems);
  }

  private static Set<String> nameProperties(String type) {
    var after = type.replaceFirst(".*::", "") + "Name";
    return CALLED_OTHERWISE.containsKey(type)
        ? Set.of(CALLED_OTHERWISE.get(type))
        : Set.of("Name", after);
  }

  private static void check(Part name, DeployedStack stack, List<Problem> problems) {
    if (name.exists() && !name.text().contains(stack.deployment().stackName())) {
      problems.add(
          name.problem(
              "is '%s' in every stack, and no second one could be deployed".formatted(name.text()),
              "Begin it with ${AWS::StackName}, or leave it out"));
    }
  }

  /** Also what the runner's stack exports: there, each of its users has to choose another name. */
  private static boolean isOfTheStack(Part reference, DeployedStack stack) {
    return reference.items().stream().anyMatch(part -> stack.named(part.text()).isPresent());
  }
}
