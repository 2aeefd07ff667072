package dev.ecsjobs.local.template;

import dev.ecsjobs.aws.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code ScheduleV2} events and {@code AWS::Scheduler::Schedule} resources. */
final class ScheduleReader {
  private final Stack stack;
  private final Path file;
  private final List<ScheduledJob> schedules = new ArrayList<>();
  private final Map<String, Place> named = new HashMap<>();

  private ScheduleReader(Stack stack, Path file) {
    this.stack = stack;
    this.file = file;
  }

  static List<ScheduledJob> read(Stack stack, Path file) {
    var reading = new ScheduleReader(stack, file);
    stack.events("ScheduleV2").forEach(reading::event);
    stack.ofType("AWS::Scheduler::Schedule").forEach(reading::resource);
    reading.schedules.sort(Comparator.comparing(ScheduledJob::place));
    return reading.schedules;
  }

  /** SAM names a schedule after the function and the event, unless told not to. */
  private void event(Stack.Event event) {
    var properties = event.properties();
    var logicalId = event.function() + event.logicalId();
    var unnamed =
        properties.flag("OmitName").orElse(false) ? stack.stackName() + "-" + logicalId : logicalId;
    add(
        event.function(),
        invoked(event.function()),
        properties.text("Name").orElse(unnamed),
        properties,
        properties);
  }

  /** SAM's events invoke the alias, where there is one. */
  private String invoked(String function) {
    var resource =
        stack.ofType(Resources.FUNCTION).filter(f -> f.logicalId().equals(function)).findFirst();
    return resource
        .map(
            found ->
                stack.attribute(found, "Arn")
                    + stack.properties(found).text("AutoPublishAlias").map(a -> ":" + a).orElse(""))
        .orElse("");
  }

  private void resource(Resource resource) {
    var properties = stack.properties(resource);
    properties.require("Target", "Add a target with the function's Arn");
    properties
        .block("Target")
        .ifPresent(
            target -> {
              var arn = target.requiredText("Arn", "Add the function's Arn");
              function(arn)
                  .ifPresent(name -> add(name, arn, stack.name(resource), properties, target));
            });
  }

  /**
   * The function with this ARN, be it with an alias or a version; empty when it is none of ours,
   * unless it is another stack's.
   */
  private Optional<String> function(String arn) {
    return Elsewhere.isIn(arn) ? Optional.of(arn) : ours(arn);
  }

  private Optional<String> ours(String arn) {
    return stack
        .ofType(Resources.FUNCTION)
        .filter(
            function -> {
              var own = stack.attribute(function, "Arn");
              return arn.equals(own) || arn.startsWith(own + ":");
            })
        .map(Resource::logicalId)
        .findFirst();
  }

  private void add(String function, String arn, String name, Block properties, Block target) {
    var group = properties.text("GroupName").orElse("default");
    var expression =
        properties.requiredText(
            "ScheduleExpression", "Add a schedule, such as ScheduleExpression: rate(1 hour)");
    var schedule =
        new ScheduledJob(
            function,
            group,
            name,
            expression,
            zone(properties),
            span(properties),
            properties.oneOf("State", "ENABLED", "DISABLED").orElse("ENABLED").equals("ENABLED"),
            arn,
            input(target),
            properties.at("ScheduleExpression").place(),
            target.at("Input").place());
    schedules.add(schedule);
    var other = named.putIfAbsent(group + "/" + name, schedule.place());
    if (other != null && !name.isEmpty()) {
      stack
          .problems()
          .add(
              properties.at("Name"),
              "the schedule at " + other.in(file) + " is named '" + name + "' as well",
              "Give each schedule a name of its own");
    }
  }

  private ScheduledJob.Span span(Block properties) {
    var window =
        properties
            .block("FlexibleTimeWindow")
            .filter(w -> w.oneOf("Mode", "OFF", "FLEXIBLE").orElse("OFF").equals("FLEXIBLE"))
            .flatMap(w -> w.count("MaximumWindowInMinutes"));
    return new ScheduledJob.Span(
        instant(properties, "StartDate"),
        instant(properties, "EndDate"),
        Duration.ofMinutes(window.orElse(0)));
  }

  private Optional<Instant> instant(Block properties, String name) {
    return properties
        .text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.parse(text));
              } catch (DateTimeParseException e) {
                stack
                    .problems()
                    .add(
                        properties.at(name),
                        "'" + text + "' is no instant",
                        "Write one in UTC and in quotes, such as '2030-01-31T10:00:00Z'");
                return Optional.empty();
              }
            });
  }

  private ZoneId zone(Block properties) {
    var name = properties.text("ScheduleExpressionTimezone").orElse("UTC");
    var zones = ZoneId.getAvailableZoneIds();
    if (zones.contains(name)) {
      return ZoneId.of(name);
    }
    stack.problems().unknown(properties.at("ScheduleExpressionTimezone"), "time zone", name, zones);
    return ZoneOffset.UTC;
  }

  /** Empty text where it is broken, which has been noted. */
  private static String input(Block target) {
    return target.json("Input").orElseGet(() -> target.has("Input") ? "" : inputOfNone());
  }

  /** What EventBridge Scheduler sends to a function where the schedule has no Input. */
  private static String inputOfNone() {
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", "<aws.scheduler.execution-id>");
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.scheduler");
    event.put("account", ResourceType.ACCOUNT);
    event.put("time", "<aws.scheduler.scheduled-time>");
    event.put("region", ResourceType.REGION);
    event.put("resources", List.of("<aws.scheduler.schedule-arn>"));
    event.put("detail", "{}");
    return Json.write(event);
  }
}
