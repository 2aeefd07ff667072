package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every function is invoked, and in a way that the other rules know. */
final class EdgeRule implements Rule {
  /** Those of Scheduler, rules and streams, and those whose caller waits for the answer. */
  private static final Set<String> KNOWN =
      Set.of(
          "ScheduleV2",
          "EventBridgeRule",
          "CloudWatchEvent",
          "DynamoDB",
          "Kinesis",
          "Api",
          "HttpApi",
          "AlexaSkill",
          "Cognito");

  private static final List<String> UNKNOWN =
      List.of("AWS::Pipes::Pipe", "AWS::Lambda::EventSourceMapping");

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var event : stack.events()) {
      if (!KNOWN.contains(event.type())) {
        problems.add(
            event
                .whole()
                .problem(
                    "is a '%s', and no rule knows what becomes of one that fails"
                        .formatted(event.type()),
                    "Use ScheduleV2, EventBridgeRule or DynamoDB, or teach DeadLetterRule"));
      }
    }
    stack.functions().stream()
        .filter(function -> !isShown(function, stack))
        .map(function -> function.get("Events"))
        .filter(events -> events.entries().isEmpty())
        .forEach(
            events ->
                problems.add(
                    events.problem(
                        "are none: nothing ever invokes the function",
                        "Add what does, or show it on the dashboard")));
    Schedule.in(stack).stream()
        .filter(schedule -> schedule.properties().get("State").text().equals("DISABLED"))
        .filter(schedule -> !isJob(schedule, stack))
        .forEach(
            schedule ->
                problems.add(
                    schedule
                        .properties()
                        .get("State")
                        .problem("leaves undone what no job does", "Take it out")));
    for (var type : UNKNOWN) {
      stack
          .all(type)
          .forEach(
              edge ->
                  problems.add(
                      edge.whole()
                          .problem(
                              "is a " + type + ", and no rule knows what becomes of what fails",
                              "Write it as an event of a function, or teach DeadLetterRule")));
    }
    stack
        .all("AWS::SNS::Subscription")
        .filter(subscription -> !subscription.get("Protocol").text().matches("email(-json)?|sms"))
        .filter(subscription -> !subscription.get("RedrivePolicy").exists())
        .forEach(
            subscription ->
                problems.add(
                    subscription
                        .get("RedrivePolicy")
                        .problem(
                            "is missing. A message that cannot be delivered would be lost",
                            "Add {deadLetterTargetArn: !GetAtt DeadLetters.Arn}, and let"
                                + " sns.amazonaws.com write to the queue")));
    return problems;
  }

  /** A dashboard calls it, as long as somebody looks: nothing is lost with what fails. */
  private static boolean isShown(Resource function, DeployedStack stack) {
    var endpoint = "\"endpoint\": \"" + DeployedStack.invokedArn(function) + "\"";
    return stack
        .all("AWS::CloudWatch::Dashboard")
        .anyMatch(dashboard -> dashboard.get("DashboardBody").text().contains(endpoint));
  }

  /** A job may rest; the sweep may not. */
  static boolean isJob(Schedule schedule, DeployedStack stack) {
    return stack
        .withArn(schedule.invokes(), DeployedStack.FUNCTION)
        .filter(InputRule::launches)
        .isPresent();
  }
}
