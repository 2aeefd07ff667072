package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.List;

/** In what keeps dead letters, and in who is told of them. */
final class AlarmMistakes {
  private static final Rule QUEUE = new QueueRule();
  private static final Rule ALARM = new AlarmRule();

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "dead letters for a few days",
              QUEUE,
              bench -> bench.without(queue(bench, "MessageRetentionPeriod")),
              "less than a week",
              "Write MessageRetentionPeriod: 1209600"),
          Mistake.of(
              "dead letters in clear",
              QUEUE,
              bench -> bench.without(queue(bench, "SqsManagedSseEnabled")),
              "in clear",
              "Set it to true"),
          Mistake.of(
              "nobody looks for dead letters",
              ALARM,
              bench -> bench.with(onDeadLetters(bench).get("MetricName"), "NumberOfMessagesSent"),
              "has no alarm",
              "ApproximateNumberOfMessagesVisible"),
          Mistake.of(
              "an alarm that tells nobody",
              ALARM,
              bench -> bench.without(alarm(bench).get("AlarmActions")),
              "would be heard by nobody",
              "Add the topic"),
          Mistake.of(
              "an alarm that tells no topic",
              ALARM,
              bench -> bench.with(alarm(bench).get("AlarmActions"), "[!GetAtt Alarms.TopicName]"),
              "which is no topic"),
          Mistake.of(
              "a topic with a policy that leaves out CloudWatch",
              ALARM,
              bench ->
                  bench.with(
                      bench
                          .resource("AWS::SNS::TopicPolicy")
                          .get("PolicyDocument", "Statement")
                          .items()
                          .getFirst()
                          .get("Principal", "Service"),
                      "events.amazonaws.com"),
              "does not let cloudwatch.amazonaws.com publish",
              "Allow it sns:Publish"),
          Mistake.of(
              "a topic with a key that alarms may not use",
              ALARM,
              bench ->
                  bench.with(
                      bench.own(bench.resource("AWS::SNS::Topic"), "KmsMasterKeyId"),
                      "alias/aws/sns"),
              "nothing would arrive",
              "Take it out"));

  private AlarmMistakes() {}

  private static Part queue(Workbench bench, String property) {
    return bench.resource("AWS::SQS::Queue").get(property);
  }

  private static Resource onDeadLetters(Workbench bench) {
    var queue = bench.resource("AWS::SQS::Queue");
    return bench
        .stack()
        .all("AWS::CloudWatch::Alarm")
        .filter(alarm -> AlarmRule.isOn(queue, alarm))
        .findFirst()
        .orElseThrow();
  }

  private static Resource alarm(Workbench bench) {
    return bench.resource("AWS::CloudWatch::Alarm");
  }
}
