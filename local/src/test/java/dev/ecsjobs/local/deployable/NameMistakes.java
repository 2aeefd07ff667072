package dev.ecsjobs.local.deployable;

import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.local.template.Part;
import java.util.List;

/** In what would be named alike in two stacks of one account. */
final class NameMistakes {
  private static final Rule NAME = new NameRule();
  private static final String WHAT_TO_DO = "Begin it with ${AWS::StackName}, or leave it out";

  static final List<Mistake> ALL =
      List.of(
          named("AWS::ECS::Cluster", "ClusterName"),
          named("AWS::DynamoDB::Table", "TableName"),
          named("AWS::SQS::Queue", "QueueName"),
          named("AWS::SNS::Topic", "TopicName"),
          named("AWS::CloudWatch::Alarm", "AlarmName"),
          named("AWS::CloudWatch::Dashboard", "DashboardName"),
          named("AWS::ECS::TaskDefinition", "Family"),
          named("AWS::IAM::Role", "RoleName"),
          named("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
          named("AWS::Logs::LogGroup", "LogGroupName"),
          named("AWS::Scheduler::ScheduleGroup", "Name"),
          named("AWS::Serverless::Function", "FunctionName"),
          Mistake.of(
              "a rule of one name",
              NAME,
              bench -> bench.with(bench.event("EventBridgeRule").get("RuleName"), "task-state"),
              "is 'task-state' in every stack, and no second one could be deployed",
              WHAT_TO_DO),
          Mistake.of(
              "an export of one name",
              NAME,
              bench ->
                  bench.with(
                      bench.stack().deployment().outputs().getFirst().get("Export", "Name"),
                      "LaunchFunction"),
              "is 'LaunchFunction' in every stack",
              WHAT_TO_DO),
          Mistake.of(
              "a job outside the stack's group",
              NAME,
              bench -> bench.without(bench.event("ScheduleV2").get("GroupName")),
              "in every stack",
              WHAT_TO_DO),
          Mistake.of(
              "a schedule of one name",
              NAME,
              bench -> bench.with(everyMinute(bench, "Name"), "sweep"),
              "is 'sweep' in every stack",
              WHAT_TO_DO),
          Mistake.of(
              "a schedule that SAM names",
              NAME,
              bench -> bench.without(everyMinute(bench, "Name")),
              "SAM names the schedule SweepFunctionEveryMinute in every stack",
              "OmitName: true"));

  private NameMistakes() {}

  private static Mistake named(String type, String property) {
    return Mistake.of(
        type + " of one name",
        NAME,
        bench -> bench.with(bench.own(bench.resource(type), property), "ecsjobs"),
        property + ": is 'ecsjobs' in every stack, and no second one could be deployed",
        WHAT_TO_DO);
  }

  private static Part everyMinute(Workbench bench, String property) {
    return bench
        .function(SweepHandler.class)
        .get("Events")
        .entries()
        .values()
        .iterator()
        .next()
        .get("Properties", property);
  }
}
