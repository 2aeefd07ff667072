package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Part;
import java.util.List;

/** In another team's template, which takes what it needs from the runner's stack. */
final class ExampleMistakes {

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "an import of what is not exported",
              new ResolveRule(),
              bench ->
                  bench.with(
                      target(bench, "Arn"), "!ImportValue {'Fn::Sub': '${JobRunner}-LaunchAlias'}"),
              "there is no export ecsjobs-LaunchAlias",
              "LaunchTarget"),
          Mistake.of(
              "a schedule without a dead-letter queue",
              new DeadLetterRule(),
              bench -> bench.without(target(bench, "DeadLetterConfig")),
              "would be lost without a trace"),
          Mistake.of(
              "a schedule of the bare function's, with a role of another's",
              new DeadLetterRule(),
              bench -> bench.with(target(bench, "RoleArn"), "!GetAtt TaskRole.Arn"),
              "TaskRole, which may not invoke"),
          Mistake.of(
              "a schedule that is delivered for a day",
              new DeliveryRule(),
              bench -> bench.without(target(bench, "RetryPolicy")),
              "Add RetryPolicy"),
          Mistake.of(
              "a schedule without Input",
              new InputRule(),
              bench -> bench.without(target(bench, "Input")),
              "Give the schedule an Input"),
          Mistake.of(
              "a job's field is misspelt",
              new InputRule(),
              bench -> bench.with(target(bench, "Input"), "'{\"jobb\": \"a\"}'"),
              "jobb"),
          Mistake.of(
              "a role that the runner may not pass",
              new PassRoleRule(),
              bench -> bench.with(bench.resource("AWS::IAM::Role").get("Path"), "/billing/"),
              "is a role that no function may pass",
              "Give ExecutionRole the Path"),
          Mistake.of(
              "a schedule in the default group",
              new NameRule(),
              bench -> bench.without(bench.resource("AWS::Scheduler::Schedule").get("GroupName")),
              "in every stack"));

  private ExampleMistakes() {}

  private static Part target(Workbench bench, String property) {
    return bench.resource("AWS::Scheduler::Schedule").get("Target", property);
  }
}
