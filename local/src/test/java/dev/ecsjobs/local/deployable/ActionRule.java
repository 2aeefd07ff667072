package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every policy names its actions, and its resources where the action knows any. */
final class ActionRule implements Rule {
  /**
   * Actions that take no resource, or as good as none, by AWS's Service Authorization Reference.
   * ListTasks knows container instances, which Fargate has not; it takes the cluster as a
   * condition.
   */
  private static final Set<String> WITHOUT_RESOURCES =
      Set.of(
          "cloudwatch:PutMetricData",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ecr:GetAuthorizationToken",
          "ecs:DescribeTaskDefinition",
          "ecs:ListTasks",
          "scheduler:ListSchedules",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var resource : stack.deployment().resources()) {
      Statement.in(resource.whole())
          .filter(Statement::allows)
          .forEach(statement -> check(resource, statement, problems));
    }
    return problems;
  }

  private static void check(Resource resource, Statement statement, List<Problem> problems) {
    var whole = statement.whole();
    for (var action : whole.get("Action").items()) {
      if (action.text().contains("*")) {
        problems.add(
            action.problem(
                "allows '" + action.text() + "', which is more than one action",
                "Name each action that is needed"));
      }
    }
    for (var not : List.of("NotAction", "NotResource", "NotPrincipal")) {
      if (whole.get(not).exists()) {
        problems.add(
            whole.get(not).problem("allows all but these", "Name what is allowed instead"));
      }
    }
    if (isForAnybody(statement)) {
      problems.add(
          whole
              .get("Principal")
              .problem("lets anybody in", "Name the service, with an aws:SourceArn condition"));
    }
    var resources = whole.get("Resource");
    if (statement.resources().contains("*")) {
      statement.actions().stream()
          .filter(action -> !WITHOUT_RESOURCES.contains(action))
          .findFirst()
          .ifPresent(
              action ->
                  problems.add(
                      resources.problem(
                          "is '*' for " + action + ", which " + resource.id() + " allows",
                          "Name the ARN that " + action + " is needed for")));
    }
    statement.resources().stream()
        .filter(arn -> arn.matches("arn:[^:]*[*?].*") || arn.matches("arn:(?:[^:]*:){1,3}[*?].*"))
        .findFirst()
        .ifPresent(
            arn ->
                problems.add(
                    resources.problem(
                        "has '" + arn + "', which is in other regions and accounts too",
                        "Write ${AWS::Partition}, ${AWS::Region} and ${AWS::AccountId}")));
  }

  private static boolean isForAnybody(Statement statement) {
    var principal = statement.whole().get("Principal");
    return principal.all().anyMatch(part -> part.text().equals("*"))
        && !statement.whole().get("Condition").exists();
  }
}
