package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import java.util.ArrayList;
import java.util.List;

/** The group that the functions look at is the one that the jobs' schedules are in. */
final class ScheduleGroupRule implements Rule {
  private static final String GROUP = "AWS::Scheduler::ScheduleGroup";
  private static final String READ = "scheduler:GetSchedule";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var function : stack.functions()) {
      var name = function.get("Environment", "Variables", "SCHEDULE_GROUP");
      var group = stack.referred(name.text(), GROUP);
      if (name.exists() && group.isEmpty()) {
        problems.add(name.problem("is no schedule group of the stack", "Write !Ref Jobs"));
      }
      group.ifPresent(found -> rights(function, found, stack, problems));
    }
    Schedule.in(stack).stream()
        .filter(schedule -> EdgeRule.isJob(schedule, stack))
        .map(schedule -> schedule.properties().get("GroupName"))
        .filter(group -> !isLookedAt(group.text(), stack))
        .forEach(
            group ->
                problems.add(
                    group.problem(
                        "is not the group that the sweep looks at, so a missed run would not be"
                            + " noticed",
                        "Write GroupName: !Ref Jobs, or import the runner's Jobs")));
    return problems;
  }

  /** By the functions here, or by the runner's. */
  private static boolean isLookedAt(String group, DeployedStack stack) {
    return stack
        .withRunner(DeployedStack.FUNCTION)
        .map(function -> function.get("Environment", "Variables", "SCHEDULE_GROUP").text())
        .anyMatch(group::equals);
  }

  private static void rights(
      Resource function, Resource group, DeployedStack stack, List<Problem> problems) {
    var needed = group.arn().replace(":schedule-group/", ":schedule/") + "/*";
    Rights.of(function, stack).statements().stream()
        .filter(statement -> statement.actions().contains(READ))
        .filter(statement -> !statement.resources().equals(List.of(needed)))
        .forEach(
            statement ->
                problems.add(
                    statement
                        .whole()
                        .get("Resource")
                        .problem(
                            "is %s, where %s needs %s"
                                .formatted(statement.resources(), READ, needed),
                            "Write !Sub 'arn:${AWS::Partition}:scheduler:${AWS::Region}:"
                                + "${AWS::AccountId}:schedule/${Jobs}/*'")));
  }
}
