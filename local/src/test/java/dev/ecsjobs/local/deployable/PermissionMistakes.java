package dev.ecsjobs.local.deployable;

import java.util.List;
import java.util.stream.Stream;

/** In what policies let whom do. */
final class PermissionMistakes {
  private static final Rule ACTION = new ActionRule();
  private static final Rule CLUSTER = new ClusterRule();
  private static final Rule PASS_ROLE = new PassRoleRule();
  private static final Rule TRUST = new TrustRule();

  private static final List<Mistake> OTHERS =
      List.of(
          Mistake.of(
              "an action is widened to everything",
              ACTION,
              bench -> bench.with(bench.statement("ecs:StopTask").get("Action"), "'*'"),
              "allows '*', which is more than one action",
              "Name each action that is needed"),
          Mistake.of(
              "an action is widened to a service",
              ACTION,
              bench -> bench.with(bench.statement("ecs:StopTask").get("Action"), "'ecs:*'"),
              "allows 'ecs:*'"),
          Mistake.of(
              "an action is widened to reading",
              ACTION,
              bench ->
                  bench.with(
                      bench.statement("dynamodb:GetItem").get("Action"),
                      "[dynamodb:PutItem, 'dynamodb:Get*']"),
              "allows 'dynamodb:Get*'"),
          Mistake.of(
              "all actions but one",
              ACTION,
              bench ->
                  bench.with(
                      bench.statement("ecs:StopTask"), "{Effect: Allow, NotAction: 'iam:*'}"),
              "allows all but these",
              "Name what is allowed instead"),
          Mistake.of(
              "a resource is widened to everything",
              ACTION,
              bench -> bench.with(bench.statement("ecs:StopTask").get("Resource"), "'*'"),
              "is '*' for ecs:StopTask",
              "Name the ARN that ecs:StopTask is needed for"),
          Mistake.of(
              "a resource is widened to every region",
              ACTION,
              bench ->
                  bench.with(
                      bench.statement("ecs:StopTask").get("Resource"), "'arn:aws:ecs:*:*:task/*'"),
              "in other regions and accounts too",
              "${AWS::Region}"),
          Mistake.of(
              "anybody may write to the queue",
              ACTION,
              bench ->
                  bench.with(
                      Statement.in(bench.resource("AWS::SQS::QueuePolicy").whole())
                          .findFirst()
                          .orElseThrow()
                          .whole(),
                      "{Effect: Allow, Principal: '*', Action: 'sqs:SendMessage',"
                          + " Resource: !GetAtt DeadLetters.Arn}"),
              "lets anybody in",
              "aws:SourceArn"),
          Mistake.of(
              "tasks may be stopped on another cluster",
              CLUSTER,
              bench ->
                  bench.with(
                      bench.statement("ecs:StopTask").get("Condition"),
                      "{ArnLike: {'ecs:cluster': '*'}}"),
              "allows ecs:StopTask on other clusters",
              "'ecs:cluster'"),
          Mistake.of(
              "any role may be passed",
              PASS_ROLE,
              bench ->
                  bench.with(
                      bench.statement("iam:PassRole").get("Resource"),
                      "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*'"),
              "which is any role",
              "role/${AWS::StackName}/*"),
          Mistake.of(
              "roles may be passed to any service",
              PASS_ROLE,
              bench -> bench.without(bench.statement("iam:PassRole").get("Condition")),
              "passes roles to any service",
              "'iam:PassedToService': ecs-tasks.amazonaws.com"),
          Mistake.of(
              "roles may be passed to Lambda",
              PASS_ROLE,
              bench ->
                  bench.with(
                      bench.statement("iam:PassRole").get("Condition"),
                      "{StringEquals: {'iam:PassedToService': lambda.amazonaws.com}}"),
              "passes roles to any service"),
          Mistake.of(
              "a task's role that may not be passed",
              PASS_ROLE,
              bench ->
                  bench.without(
                      bench
                          .stack()
                          .named(
                              bench.resource("AWS::ECS::TaskDefinition").get("TaskRoleArn").text())
                          .orElseThrow()
                          .get("Path")),
              "is a role that no function may pass",
              "Give TaskRole the Path"),
          Mistake.of(
              "a role for a service whatever account it acts for",
              TRUST,
              bench -> bench.without(bench.statement("sts:AssumeRole").get("Condition")),
              "in, for whatever account it acts",
              "'aws:SourceAccount': !Ref AWS::AccountId"),
          Mistake.of(
              "a queue for every account's rules",
              TRUST,
              bench ->
                  bench.without(
                      Statement.in(bench.resource("AWS::SQS::QueuePolicy").whole())
                          .findFirst()
                          .orElseThrow()
                          .whole()
                          .get("Condition")),
              "lets events.amazonaws.com in, for whatever account it acts"));

  static final List<Mistake> ALL =
      Stream.concat(
              Stream.of("ecs:RunTask", "ecs:StopTask", "ecs:ListTasks", "ecs:DescribeTasks")
                  .map(PermissionMistakes::onAnyCluster),
              OTHERS.stream())
          .toList();

  private PermissionMistakes() {}

  private static Mistake onAnyCluster(String action) {
    return Mistake.of(
        action + " on any cluster",
        CLUSTER,
        bench -> bench.without(bench.statement(action).get("Condition")),
        "allows " + action + " on other clusters than the functions'",
        "Add Condition: {ArnEquals: {'ecs:cluster'");
  }
}
