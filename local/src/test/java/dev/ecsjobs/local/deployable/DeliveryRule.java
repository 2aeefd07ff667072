package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Nothing is delivered so late that nobody expects it any more; AWS tries for a day by itself. */
final class DeliveryRule implements Rule {
  private static final int A_DAY = 86_400;

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    Stream.concat(
            Schedule.in(stack).stream().map(Schedule::target),
            EventRule.in(stack).stream().map(EventRule::target))
        .map(target -> target.get("RetryPolicy", "MaximumEventAgeInSeconds"))
        .forEach(age -> check(age, "RetryPolicy", problems));
    stack.functions().stream()
        .map(function -> function.get("EventInvokeConfig", "MaximumEventAgeInSeconds"))
        .forEach(age -> check(age, "EventInvokeConfig", problems));
    for (var stream : stack.events("DynamoDB", "Kinesis")) {
      var properties = stream.properties();
      if (!properties.get("MaximumRetryAttempts").exists()
          && !properties.get("MaximumRecordAgeInSeconds").exists()) {
        problems.add(
            properties
                .get("MaximumRetryAttempts")
                .problem(
                    "is missing, so one bad record holds up the stream for a day",
                    "Add MaximumRetryAttempts: 10"));
      }
      if (!properties.get("BisectBatchOnFunctionError").isTrue()) {
        problems.add(
            properties
                .get("BisectBatchOnFunctionError")
                .problem(
                    "is not true, so good records are set aside with a bad one", "Set it to true"));
      }
    }
    return problems;
  }

  private static void check(Part age, String where, List<Problem> problems) {
    if (age.number() < 0) {
      problems.add(
          age.problem(
              "is missing, so delivery may be tried for hours and come when nobody expects it",
              "Add %s: {MaximumEventAgeInSeconds: 3600}, or less".formatted(where)));
    } else if (age.number() >= A_DAY) {
      problems.add(
          age.problem(
              "is %d, a day or more: the event may come after the next one".formatted(age.number()),
              "Write less than " + A_DAY));
    }
  }
}
