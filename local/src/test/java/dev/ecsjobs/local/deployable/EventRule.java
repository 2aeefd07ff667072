package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that an EventBridge rule delivers: a function's {@code EventBridgeRule} event, or one
 * target of an {@code AWS::Events::Rule}.
 *
 * @param names the rule's ARNs, as a policy may write them; empty where they cannot be known
 * @param target where retry policy and dead-letter queue stand
 * @param invokes the ARN of what it invokes
 * @param ofSam whether SAM lets the rule invoke the function
 */
record EventRule(
    Part properties, Set<String> names, Part pattern, Part target, String invokes, boolean ofSam) {

  static List<EventRule> in(DeployedStack stack) {
    var events =
        stack.events("EventBridgeRule", "CloudWatchEvent").stream()
            .map(
                event -> {
                  var properties = event.properties();
                  return new EventRule(
                      properties,
                      arns(properties.get("RuleName").text()),
                      properties.get("Pattern"),
                      properties,
                      DeployedStack.invokedArn(event.function()),
                      true);
                });
    return Stream.concat(events, stack.all("AWS::Events::Rule").flatMap(EventRule::targets))
        .toList();
  }

  private static Stream<EventRule> targets(Resource rule) {
    var names = new LinkedHashSet<>(rule.names());
    names.addAll(arns(rule.get("Name").text()));
    return rule.get("Targets").items().stream()
        .map(
            target ->
                new EventRule(
                    rule.get(),
                    names,
                    rule.get("EventPattern"),
                    target,
                    target.get("Arn").text(),
                    false));
  }

  private static Set<String> arns(String name) {
    return name.isEmpty() ? Set.of() : Set.of("arn:aws:events:us-east-1:000000000000:rule/" + name);
  }
}
