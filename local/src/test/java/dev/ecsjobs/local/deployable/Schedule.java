package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Part;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that EventBridge Scheduler fires: a function's {@code ScheduleV2} event, or a resource.
 *
 * @param target where input, role and dead-letter queue stand; for an event beside the rest
 * @param invokes the ARN of what it invokes
 */
record Schedule(Part properties, Part target, String invokes) {

  static List<Schedule> in(DeployedStack stack) {
    var events =
        stack.events("ScheduleV2").stream()
            .map(
                event ->
                    new Schedule(
                        event.properties(),
                        event.properties(),
                        DeployedStack.invokedArn(event.function())));
    var resources =
        stack
            .all("AWS::Scheduler::Schedule")
            .map(
                resource -> {
                  var target = resource.get("Target");
                  return new Schedule(resource.get(), target, target.get("Arn").text());
                });
    return Stream.concat(events, resources).toList();
  }

  Part role() {
    return target.get("RoleArn");
  }
}
