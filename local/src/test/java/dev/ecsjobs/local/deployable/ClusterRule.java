package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tasks are started, stopped and looked at on the functions' cluster only. */
final class ClusterRule implements Rule {
  private static final Set<String> ON_A_CLUSTER =
      Set.of(
          "ecs:RunTask",
          "ecs:StartTask",
          "ecs:StopTask",
          "ecs:DescribeTasks",
          "ecs:ListTasks",
          "ecs:ExecuteCommand");

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    var clusters =
        stack.functions().stream()
            .map(function -> function.get("Environment", "Variables", "CLUSTER").text())
            .filter(cluster -> !cluster.isEmpty()) // of one that is not there, other rules tell
            .distinct()
            .toList();
    if (clusters.isEmpty()) {
      return problems;
    }
    for (var resource : stack.deployment().resources()) {
      Statement.in(resource.whole())
          .filter(Statement::allows)
          .filter(statement -> statement.actions().stream().anyMatch(ON_A_CLUSTER::contains))
          .filter(statement -> !isOn(statement.equal("ecs:cluster"), clusters))
          .forEach(
              statement ->
                  problems.add(
                      statement
                          .whole()
                          .problem(
                              "allows %s on other clusters than the functions', which is %s"
                                  .formatted(
                                      String.join(", ", statement.actions()),
                                      String.join(", ", clusters)),
                              "Add Condition: {ArnEquals: {'ecs:cluster': the ARN in CLUSTER}}")));
    }
    return problems;
  }

  /** CLUSTER may be a name; the condition is always an ARN. */
  private static boolean isOn(List<String> allowed, List<String> clusters) {
    return !allowed.isEmpty()
        && allowed.stream()
            .allMatch(
                arn ->
                    clusters.stream()
                        .anyMatch(c -> arn.equals(c) || arn.endsWith(":cluster/" + c)));
  }
}
