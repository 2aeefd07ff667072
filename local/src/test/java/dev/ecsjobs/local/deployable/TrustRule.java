package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service that acts for this account does not act for another one: whoever lets a service in says
 * for whom (the confused deputy).
 */
final class TrustRule implements Rule {

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var resource : stack.deployment().resources()) {
      Statement.in(resource.whole())
          .filter(Statement::allows)
          .filter(statement -> !statement.services().isEmpty())
          .filter(statement -> !saysForWhom(statement))
          .forEach(
              statement ->
                  problems.add(
                      statement
                          .whole()
                          .problem(
                              "lets %s in, for whatever account it acts"
                                  .formatted(String.join(", ", statement.services())),
                              "Add Condition: {StringEquals: {'aws:SourceAccount': !Ref"
                                  + " AWS::AccountId}}")));
    }
    return problems;
  }

  private static boolean saysForWhom(Statement statement) {
    return Stream.of("aws:SourceAccount", "aws:SourceArn")
        .flatMap(key -> statement.equal(key).stream())
        .anyMatch(value -> value.contains("000000000000"));
  }
}
