package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.List;
import java.util.stream.Stream;

/** What a function or a role may do, by all policies that are attached to it. */
record Rights(List<Statement> statements) {

  /** Of a SAM function, or of an {@code AWS::IAM::Role}. */
  static Rights of(Resource resource, DeployedStack stack) {
    var own =
        Stream.of("Policies", "ManagedPolicyArns").flatMap(p -> resource.get(p).items().stream());
    return new Rights(
        Stream.concat(own.flatMap(policy -> statements(policy, stack)), attached(resource, stack))
            .filter(Statement::allows)
            .toList());
  }

  private static Stream<Statement> statements(Part policy, DeployedStack stack) {
    return policy.text().isEmpty()
        ? Statement.in(policy)
        : stack.named(policy.text()).stream().flatMap(named -> Statement.in(named.whole()));
  }

  /** Policies that name the role, rather than being named by it. */
  private static Stream<Statement> attached(Resource role, DeployedStack stack) {
    return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
        .flatMap(stack::withRunner)
        .filter(policy -> policy.get("Roles").texts().stream().anyMatch(role.names()::contains))
        .flatMap(policy -> Statement.in(policy.whole()));
  }

  boolean allow(String action, String resource) {
    return statements.stream().anyMatch(statement -> statement.allows(action, resource));
  }
}
