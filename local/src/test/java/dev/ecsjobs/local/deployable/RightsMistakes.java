package dev.ecsjobs.local.deployable;

import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.SummaryHandler;
import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.local.template.TemplateTree;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** In what a function may do, held against what its code does. */
final class RightsMistakes {
  private static final Rule RIGHTS = new OwnRightsRule();

  private static final List<Mistake> OTHERS =
      List.of(
          Mistake.of(
              "a role that functions share",
              RIGHTS,
              bench ->
                  bench.with(
                      bench.own(bench.function(LaunchHandler.class), "Role"),
                      "!GetAtt SchedulerRole.Arn"),
              "SAM does not make for LaunchFunction alone",
              "Take it out, and write what is allowed under Policies"),
          Mistake.of(
              "a policy template of SAM's",
              RIGHTS,
              policies(SummaryHandler.class, "[DynamoDBCrudPolicy: {TableName: !Ref Runs}]"),
              "DynamoDBCrudPolicy",
              "Write a Statement with the actions"),
          Mistake.of(
              "a policy of AWS's",
              RIGHTS,
              policies(SummaryHandler.class, "['arn:aws:iam::aws:policy/AmazonECS_FullAccess']"),
              "AmazonECS_FullAccess",
              "Write a Statement with the actions"),
          Mistake.of(
              "a function that gets all the engine's rights",
              RIGHTS,
              policies(SummaryHandler.class, "[!Ref EngineRights]"),
              "ecs:RunTask is allowed to SummaryFunction, whose code never asks for it",
              "Take it out there"),
          Mistake.of(
              "a function without rights",
              RIGHTS,
              bench -> bench.without(bench.function(LaunchHandler.class).get("Policies")),
              "do not allow ecs:RunTask, which the code of LaunchFunction calls",
              "Allow it"),
          Mistake.of(
              "roles may not be passed",
              RIGHTS,
              bench -> bench.without(bench.statement("iam:PassRole")),
              "do not allow iam:PassRole"),
          Mistake.of(
              "who launches the backlog may not look who waits",
              RIGHTS,
              bench -> bench.without(bench.statement("dynamodb:Query")),
              "do not allow dynamodb:Query, which the code of LaunchFunction calls"),
          Mistake.of(
              "the sweep may not list schedules",
              RIGHTS,
              bench -> bench.without(bench.statement("scheduler:ListSchedules")),
              "do not allow scheduler:ListSchedules, which the code of SweepFunction calls"));

  static final List<Mistake> ALL =
      Stream.concat(
              Stream.of(
                      "dynamodb:Scan",
                      "dynamodb:DeleteItem",
                      "dynamodb:DeleteTable",
                      "dynamodb:BatchWriteItem",
                      "ecs:RegisterTaskDefinition",
                      "events:PutEvents",
                      "scheduler:CreateSchedule")
                  .map(RightsMistakes::neverUsed),
              OTHERS.stream())
          .toList();

  private RightsMistakes() {}

  private static Mistake neverUsed(String action) {
    return Mistake.of(
        "the sweep may " + action,
        RIGHTS,
        policies(
            SweepHandler.class,
            "[!Ref EngineRights, {Statement: [{Effect: Allow, Action: '%s'}]}]".formatted(action)),
        action + " is allowed to SweepFunction, whose code never asks for it",
        "Take it out there; allow it to those alone that need it");
  }

  private static Function<Workbench, TemplateTree> policies(Class<?> handler, String policies) {
    return bench -> bench.with(bench.function(handler).get("Policies"), policies);
  }
}
