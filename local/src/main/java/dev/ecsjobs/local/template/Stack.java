package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The resources that are in the stack, and the events of its functions. */
final class Stack {
  private static final Set<String> EVENT_TYPES =
      Set.of(
          "AlexaSkill",
          "Api",
          "CloudWatchEvent",
          "CloudWatchLogs",
          "Cognito",
          "DocumentDB",
          "DynamoDB",
          "EventBridgeRule",
          "HttpApi",
          "IoTRule",
          "Kinesis",
          "MQ",
          "MSK",
          "S3",
          "SNS",
          "SQS",
          "Schedule",
          "ScheduleV2",
          "SelfManagedKafka");

  /** One entry under a function's Events. */
  record Event(String function, String logicalId, String type, Block properties) {}

  private final Map<String, Resource> resources;
  private final Resolver resolver;
  private final List<Event> events;

  private Stack(Map<String, Resource> resources, Resolver resolver) {
    this.resources = resources;
    this.resolver = resolver;
    this.events = ofType(Resources.FUNCTION).flatMap(this::eventsOf).toList();
  }

  static Stack read(
      Mapping template,
      String name,
      Map<String, String> parameters,
      Problems problems,
      Revisions revisions,
      Elsewhere elsewhere) {
    var values =
        Parameters.read(Sections.section(template, "Parameters", problems), parameters, problems);
    var resources = Resources.read(template, problems);
    return new Stack(
        resources, new Resolver(name, template, values, resources, problems, revisions, elsewhere));
  }

  Stream<Resource> ofType(String type) {
    return resources.values().stream()
        .filter(resource -> resource.type().equals(type))
        .filter(resolver.conditions()::isPresent);
  }

  Stream<Event> events(String... types) {
    return events.stream().filter(event -> List.of(types).contains(event.type()));
  }

  Block properties(Resource resource) {
    return new Block(resource.properties(), resolver);
  }

  /** The resource's name; empty when it is broken, which has been noted. */
  String name(Resource resource) {
    return resolver.names().name(resource, resource.at()).orElse("");
  }

  /** One of the resource's attributes; empty when it is broken, which has been noted. */
  String attribute(Resource resource, String attribute) {
    var value = resolver.names().attribute(resource.logicalId(), attribute, resource.at());
    return resolver.text(value).orElse("");
  }

  String stackName() {
    return resolver.names().stackName();
  }

  Problems problems() {
    return resolver.problems();
  }

  private Stream<Event> eventsOf(Resource function) {
    var found = new ArrayList<Event>();
    properties(function)
        .blockByName("Events")
        .forEach(
            (id, event) -> {
              var type = event.requiredText("Type", "Add a type, such as Type: ScheduleV2");
              if (!type.isEmpty() && !EVENT_TYPES.contains(type)) {
                problems().unknown(event.at("Type"), "event type", type, EVENT_TYPES);
              }
              var none = new Mapping(event.at().child("Properties"), Map.of());
              var properties = event.block("Properties").orElseGet(() -> new Block(none, resolver));
              found.add(new Event(function.logicalId(), id, type, properties));
            });
    return found.stream();
  }
}
