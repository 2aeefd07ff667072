package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.List;

/** Whatever logs does so in a group of the stack that is not kept for ever; functions in JSON. */
final class LogRule implements Rule {
  private static final String GROUP = "AWS::Logs::LogGroup";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    stack
        .all(GROUP)
        .map(group -> group.get("RetentionInDays"))
        .filter(days -> days.number() < 1)
        .forEach(
            days ->
                problems.add(
                    days.problem(
                        "is missing, so the logs are kept and paid for, for ever",
                        "Add RetentionInDays: !Ref LogRetentionDays")));
    for (var function : stack.functions()) {
      var logging = function.get("LoggingConfig");
      isGroup(logging.get("LogGroup"), stack, problems);
      if (!logging.get("LogFormat").text().equals("JSON")) {
        problems.add(
            logging
                .get("LogFormat")
                .problem(
                    "is not JSON, so queries cannot ask for a line's fields",
                    "Write LogFormat: JSON under Globals"));
      }
    }
    stack
        .all("AWS::ECS::TaskDefinition")
        .flatMap(task -> task.get("ContainerDefinitions").items().stream())
        .map(container -> container.get("LogConfiguration"))
        .forEach(logging -> container(logging, stack, problems));
    return problems;
  }

  private static void container(Part logging, DeployedStack stack, List<Problem> problems) {
    if (logging.get("LogDriver").text().equals("awslogs")) {
      isGroup(logging.get("Options", "awslogs-group"), stack, problems);
    } else if (!logging.exists()) {
      problems.add(
          logging.problem(
              "is missing, so nobody will know what the container said",
              "Copy the LogConfiguration of another task definition"));
    }
  }

  private static void isGroup(Part group, DeployedStack stack, List<Problem> problems) {
    if (stack.referred(group.text(), GROUP).isEmpty()) {
      problems.add(
          group.problem(
              group.exists()
                  ? "is '%s', which is no log group of the stack".formatted(group.text())
                  : "is missing, so Lambda makes a group whose logs are kept for ever",
              "Name one with !Ref"));
    }
  }
}
