package dev.ecsjobs.local.template;

import java.util.List;

/** Reads {@code EventBridgeRule} events and their older name, {@code CloudWatchEvent}. */
final class RuleReader {
  private RuleReader() {}

  static List<EventRule> read(Stack stack) {
    return stack
        .events("EventBridgeRule", "CloudWatchEvent")
        .filter(event -> isEnabled(event.properties()))
        .map(RuleReader::rule)
        .toList();
  }

  private static EventRule rule(Stack.Event event) {
    var properties = event.properties();
    properties.require("Pattern", "Add the pattern of the events to match");
    return new EventRule(
        event.function(),
        event.logicalId(),
        properties.mapAsJson("Pattern").orElse(""),
        properties.at("Pattern").place());
  }

  private static boolean isEnabled(Block properties) {
    return properties.oneOf("State", "ENABLED", "DISABLED").orElse("ENABLED").equals("ENABLED");
  }
}
