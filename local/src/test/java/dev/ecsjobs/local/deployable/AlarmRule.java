package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Dead letters raise an alarm, and every alarm is heard: it tells a topic that lets it. */
final class AlarmRule implements Rule {
  private static final String TOPIC = "AWS::SNS::Topic";
  private static final String PUBLISH = "sns:Publish";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    stack
        .all(DeadLetterRule.QUEUE)
        .filter(queue -> stack.all("AWS::CloudWatch::Alarm").noneMatch(a -> isOn(queue, a)))
        .forEach(
            queue ->
                problems.add(
                    queue
                        .whole()
                        .problem(
                            "has no alarm: nobody would learn of a dead letter",
                            "Add an AWS::CloudWatch::Alarm on its"
                                + " ApproximateNumberOfMessagesVisible")));
    var alarms = alarms(stack).toList();
    for (var alarm : alarms) {
      var actions = alarm.get("AlarmActions");
      if (actions.items().isEmpty() || alarm.get("ActionsEnabled").text().equals("false")) {
        problems.add(
            actions.problem(
                "are none, so " + alarm.id() + " would be heard by nobody",
                "Add the topic: AlarmActions: [!Ref …]"));
      }
      actions.items().forEach(action -> isHeard(action, stack, problems));
    }
    EventRule.in(stack).stream()
        .filter(rule -> stack.withArn(rule.invokes(), TOPIC).isPresent())
        .forEach(
            rule ->
                mayPublish(
                    rule.target().get("Arn"), "events.amazonaws.com", true, stack, problems));
    return problems;
  }

  /** An alarm that a composite one listens to may be silent itself. */
  private static Stream<Resource> alarms(DeployedStack stack) {
    var composites = stack.all("AWS::CloudWatch::CompositeAlarm").toList();
    var listened =
        composites.stream().map(alarm -> alarm.get("AlarmRule").text()).toList().toString();
    return Stream.concat(
        composites.stream(),
        stack
            .all("AWS::CloudWatch::Alarm")
            .filter(alarm -> alarm.names().stream().noneMatch(listened::contains)));
  }

  static boolean isOn(Resource queue, Resource alarm) {
    return alarm.whole().all().anyMatch(p -> p.text().equals("ApproximateNumberOfMessagesVisible"))
        && alarm.whole().all().anyMatch(part -> queue.names().contains(part.text()));
  }

  private static void isHeard(Part action, DeployedStack stack, List<Problem> problems) {
    if (stack.withArn(action.text(), TOPIC).isPresent()) {
      mayPublish(action, "cloudwatch.amazonaws.com", false, stack, problems);
    } else if (!action.text().startsWith("arn:")) { // an ARN may be of a topic made elsewhere
      problems.add(
          action.problem(
              "is '%s', which is no topic".formatted(action.text()), "Name one by !Ref"));
    }
  }

  /**
   * @param needsPolicy without a policy the topic's owner may publish: alarms act for the owner,
   *     rules do not
   */
  private static void mayPublish(
      Part arn, String service, boolean needsPolicy, DeployedStack stack, List<Problem> problems) {
    var topic = stack.withArn(arn.text(), TOPIC).orElseThrow();
    if (topic.get("KmsMasterKeyId").text().equals("alias/aws/sns")) {
      problems.add(
          topic
              .get("KmsMasterKeyId")
              .problem(
                  "is AWS's own key, which lets no other service encrypt: nothing would arrive",
                  "Take it out, or use a key whose policy lets " + service));
    }
    var policies =
        stack
            .withRunner("AWS::SNS::TopicPolicy")
            .filter(p -> p.get("Topics").texts().stream().anyMatch(topic.names()::contains))
            .toList();
    boolean isAllowed =
        policies.stream()
            .flatMap(policy -> Statement.in(policy.whole()))
            .filter(statement -> statement.services().contains(service))
            .anyMatch(statement -> statement.allows(PUBLISH, arn.text()));
    if (!isAllowed && (needsPolicy || !policies.isEmpty())) {
      problems.add(
          arn.problem(
              "is a topic whose policy does not let %s publish".formatted(service),
              "Allow it sns:Publish in an AWS::SNS::TopicPolicy"));
    }
  }
}
