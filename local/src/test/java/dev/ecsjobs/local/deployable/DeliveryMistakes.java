package dev.ecsjobs.local.deployable;

import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.lambda.TaskStateHandler;
import dev.ecsjobs.local.template.Part;
import java.util.List;

/** In what becomes of an event that cannot be delivered, or that a function fails on. */
final class DeliveryMistakes {
  private static final Rule DEAD_LETTERS = new DeadLetterRule();
  private static final Rule DELIVERY = new DeliveryRule();
  private static final Rule EDGE = new EdgeRule();

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "the queue's policy is removed",
              DEAD_LETTERS,
              bench -> bench.without(bench.resource("AWS::SQS::QueuePolicy").whole()),
              "a queue whose policy does not let the rule write; failed events would vanish",
              "Add an AWS::SQS::QueuePolicy: events.amazonaws.com may sqs:SendMessage"),
          Mistake.of(
              "the queue's policy is for another rule",
              DEAD_LETTERS,
              bench ->
                  bench.with(
                      fromTheRule(bench).get("Condition"),
                      "{ArnEquals: {'aws:SourceArn': !Sub 'arn:aws:events:${AWS::Region}:"
                          + "${AWS::AccountId}:rule/${AWS::StackName}-tasks'}}"),
              "a queue whose policy does not let the rule write"),
          Mistake.of(
              "the queue's policy is for another service",
              DEAD_LETTERS,
              bench ->
                  bench.with(fromTheRule(bench).get("Principal", "Service"), "ecs.amazonaws.com"),
              "a queue whose policy does not let the rule write"),
          Mistake.of(
              "the queue's policy is of another queue",
              DEAD_LETTERS,
              bench ->
                  bench.with(
                      bench.resource("AWS::SQS::QueuePolicy").get("Queues"), "[!Ref Alarms]"),
              "a queue whose policy does not let the rule write"),
          Mistake.of(
              "a rule without a name, which the policy needs",
              DEAD_LETTERS,
              bench -> bench.without(bench.event("EventBridgeRule").get("RuleName")),
              "no queue's policy can let the rule write",
              "Add RuleName"),
          Mistake.of(
              "a schedule without a dead-letter queue",
              DEAD_LETTERS,
              bench -> bench.without(bench.event("ScheduleV2").get("DeadLetterConfig")),
              "would be lost without a trace",
              "Write !GetAtt DeadLetters.Arn"),
          Mistake.of(
              "a schedule with a dead-letter queue by its URL",
              DEAD_LETTERS,
              bench ->
                  bench.with(
                      bench.event("ScheduleV2").get("DeadLetterConfig", "Arn"), "!Ref DeadLetters"),
              "which is no queue of the stack"),
          Mistake.of(
              "a rule without a dead-letter queue",
              DEAD_LETTERS,
              bench -> bench.without(bench.event("EventBridgeRule").get("DeadLetterConfig")),
              "would be lost without a trace"),
          Mistake.of(
              "the schedules' role may not write",
              DEAD_LETTERS,
              bench -> bench.without(ofTheScheduler(bench, "sqs:SendMessage")),
              "is a queue that SchedulerRole may not write to",
              "Allow SchedulerRole sqs:SendMessage on it"),
          Mistake.of(
              "the schedules' role may not invoke the alias",
              DEAD_LETTERS,
              bench ->
                  bench.with(
                      ofTheScheduler(bench, "lambda:InvokeFunction").get("Resource"),
                      "!GetAtt LaunchFunction.Arn"),
              ":live",
              "Allow SchedulerRole lambda:InvokeFunction on it"),
          Mistake.of(
              "the schedules' role is another service's",
              DEAD_LETTERS,
              bench ->
                  bench.with(bench.event("ScheduleV2").get("RoleArn"), "!GetAtt ExecutionRole.Arn"),
              "which scheduler.amazonaws.com may not assume"),
          Mistake.of(
              "functions without a failure destination",
              DEAD_LETTERS,
              bench -> bench.without(onFailure(bench)),
              "An event that the function fails on would be lost",
              "Write !GetAtt DeadLetters.Arn"),
          Mistake.of(
              "a failure destination without its type",
              DEAD_LETTERS,
              bench -> bench.without(onFailure(bench).get("Type")),
              "SAM does not let the function write",
              "Add Type: SQS"),
          Mistake.of(
              "a stream without a failure destination",
              DEAD_LETTERS,
              bench -> bench.without(bench.event("DynamoDB").get("DestinationConfig")),
              "A record that the function fails on would be lost"),
          Mistake.of(
              "a function that nothing invokes",
              EDGE,
              bench -> bench.without(bench.function(TaskStateHandler.class).get("Events")),
              "nothing ever invokes the function",
              "Add what does"),
          Mistake.of(
              "a sweep that rests",
              EDGE,
              bench ->
                  bench.with(
                      bench.function(SweepHandler.class).get("Events", "EveryMinute"),
                      "{Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 minute),"
                          + " State: DISABLED}}"),
              "leaves undone what no job does",
              "Take it out"),
          Mistake.of(
              "an event of a kind that is new here",
              EDGE,
              bench ->
                  bench.with(
                      bench.function(SweepHandler.class).get("Events", "Uploaded"),
                      "{Type: S3, Properties: {Bucket: uploads, Events: 's3:ObjectCreated:*'}}"),
              "is a 'S3', and no rule knows what becomes of one that fails",
              "teach DeadLetterRule"),
          Mistake.of(
              "a pipe past the functions",
              EDGE,
              bench ->
                  bench.with(
                      bench.resource("AWS::SQS::Queue").whole(),
                      "{Type: AWS::Pipes::Pipe, Properties: {Source: a, Target: b}}"),
              "is a AWS::Pipes::Pipe",
              "Write it as an event of a function"),
          Mistake.of(
              "a topic that loses what it cannot deliver",
              EDGE,
              bench ->
                  bench.with(
                      bench.resource("AWS::SNS::Topic").whole(),
                      "{Type: AWS::SNS::Subscription, Properties: {Protocol: https}}"),
              "A message that cannot be delivered would be lost",
              "deadLetterTargetArn"),
          Mistake.of(
              "a schedule that is delivered for a day",
              DELIVERY,
              bench -> bench.without(bench.event("ScheduleV2").get("RetryPolicy")),
              "come when nobody expects it",
              "Add RetryPolicy: {MaximumEventAgeInSeconds: 3600}, or less"),
          Mistake.of(
              "a rule that is delivered for a day",
              DELIVERY,
              bench ->
                  bench.with(
                      bench.event("EventBridgeRule").get("RetryPolicy"),
                      "{MaximumEventAgeInSeconds: 86400}"),
              "is 86400, a day or more",
              "Write less than 86400"),
          Mistake.of(
              "a function that is tried for hours",
              DELIVERY,
              bench ->
                  bench.without(
                      bench
                          .stack()
                          .functions()
                          .getFirst()
                          .get("EventInvokeConfig", "MaximumEventAgeInSeconds")),
              "Add EventInvokeConfig: {MaximumEventAgeInSeconds: 3600}, or less"),
          Mistake.of(
              "a stream that one bad record holds up",
              DELIVERY,
              bench -> bench.without(bench.event("DynamoDB").get("MaximumRetryAttempts")),
              "one bad record holds up the stream for a day",
              "Add MaximumRetryAttempts"),
          Mistake.of(
              "a stream whose good records go with a bad one",
              DELIVERY,
              bench -> bench.without(bench.event("DynamoDB").get("BisectBatchOnFunctionError")),
              "good records are set aside with a bad one"));

  private DeliveryMistakes() {}

  private static Part fromTheRule(Workbench bench) {
    var policy = bench.resource("AWS::SQS::QueuePolicy");
    return Statement.in(policy.whole()).findFirst().orElseThrow().whole();
  }

  private static Part ofTheScheduler(Workbench bench, String action) {
    var role = bench.stack().named(bench.event("ScheduleV2").get("RoleArn").text()).orElseThrow();
    return Statement.in(role.whole())
        .filter(statement -> statement.actions().contains(action))
        .findFirst()
        .orElseThrow()
        .whole();
  }

  private static Part onFailure(Workbench bench) {
    return bench
        .function(SweepHandler.class)
        .get("EventInvokeConfig", "DestinationConfig", "OnFailure");
  }
}
