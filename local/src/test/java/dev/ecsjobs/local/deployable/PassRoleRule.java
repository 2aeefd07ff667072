package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Roles are passed to ECS tasks only, only the jobs' own, and those of every job can be. */
final class PassRoleRule implements Rule {
  private static final String PASS = "iam:PassRole";
  private static final String ECS = "ecs-tasks.amazonaws.com";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    passing(stack.deployment().resources().stream()).forEach(s -> check(s, problems));
    var everywhere =
        Stream.concat(Stream.of(stack), stack.runner().stream())
            .flatMap(s -> passing(s.deployment().resources().stream()))
            .toList();
    stack
        .all("AWS::ECS::TaskDefinition")
        .flatMap(task -> Stream.of(task.get("TaskRoleArn"), task.get("ExecutionRoleArn")))
        .forEach(role -> canBePassed(role, stack, everywhere).ifPresent(problems::add));
    return problems;
  }

  private static Stream<Statement> passing(Stream<Resource> resources) {
    return resources
        .flatMap(resource -> Statement.in(resource.whole()))
        .filter(Statement::allows)
        .filter(statement -> statement.actions().contains(PASS));
  }

  private static void check(Statement statement, List<Problem> problems) {
    if (!statement.equal("iam:PassedToService").equals(List.of(ECS))) {
      problems.add(
          statement
              .whole()
              .problem(
                  "passes roles to any service",
                  "Add Condition: {StringEquals: {'iam:PassedToService': " + ECS + "}}"));
    }
    if (statement.resources().stream()
        .anyMatch(arn -> !arn.matches(".*:role/([^*?]+|[^*?]+/\\*)"))) {
      problems.add(
          statement
              .whole()
              .get("Resource")
              .problem(
                  "is " + statement.resources() + ", which is any role",
                  "Name roles, or a path: role/${AWS::StackName}/*"));
    }
  }

  private static Optional<Problem> canBePassed(
      Part arn, DeployedStack stack, List<Statement> passing) {
    return stack
        .withArn(arn.text(), "AWS::IAM::Role")
        .filter(role -> passing.stream().noneMatch(s -> s.allows(PASS, withPath(role))))
        .map(
            role ->
                arn.problem(
                    "is a role that no function may pass: " + withPath(role),
                    "Give " + role.id() + " the Path that " + PASS + " is allowed for"));
  }

  private static String withPath(Resource role) {
    var path = role.get("Path").text();
    return role.arn().replace(":role/", ":role" + (path.isEmpty() ? "/" : path));
  }
}
