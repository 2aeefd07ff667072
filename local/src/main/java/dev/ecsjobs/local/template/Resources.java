package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section Resources. */
final class Resources {
  static final String FUNCTION = "AWS::Serverless::Function";

  private final Problems problems;
  private final Mapping functionGlobals;

  private Resources(Mapping functionGlobals, Problems problems) {
    this.functionGlobals = functionGlobals;
    this.problems = problems;
  }

  static Map<String, Resource> read(Mapping template, Problems problems) {
    var section = Sections.section(template, "Resources", problems);
    if (!template.entries().containsKey("Resources")) {
      problems.add(section.at(), "is missing", "Add the section Resources");
    }
    var globals = Sections.section(template, "Globals", problems);
    var reading = new Resources(Sections.section(globals, "Function", problems), problems);
    var resources = new LinkedHashMap<String, Resource>();
    section
        .entries()
        .forEach((id, node) -> reading.resource(id, node).ifPresent(r -> resources.put(id, r)));
    return resources;
  }

  private Optional<Resource> resource(String logicalId, Node node) {
    if (!(node instanceof Mapping resource)) {
      problems.expectedMap(node);
      return Optional.empty();
    }
    if (!(resource.entries().get("Type") instanceof Scalar type)) {
      problems.add(
          resource.at().child("Type"), "is missing", "Add the type, such as Type: " + FUNCTION);
      return Optional.empty();
    }
    var own = Sections.section(resource, "Properties", problems);
    var properties = type.text().equals(FUNCTION) ? merge(functionGlobals, own) : own;
    return Optional.of(
        new Resource(logicalId, resource.at(), type.text(), condition(resource), properties));
  }

  private Optional<Scalar> condition(Mapping resource) {
    return switch (resource.entries().get("Condition")) {
      case null -> Optional.empty();
      case Scalar name -> Optional.of(name);
      case Node other -> {
        problems.expectedText(other);
        yield Optional.empty();
      }
    };
  }

  /** As SAM does it: maps are merged, lists joined, and of two values the function's own wins. */
  private static Mapping merge(Mapping globals, Mapping own) {
    var merged = new LinkedHashMap<>(globals.entries());
    own.entries().forEach((key, node) -> merged.merge(key, node, Resources::merge));
    return new Mapping(own.at(), merged);
  }

  private static Node merge(Node global, Node own) {
    if (global instanceof Mapping globals && own instanceof Mapping owns) {
      return merge(globals, owns);
    }
    if (global instanceof Sequence(var _, var first) && own instanceof Sequence(var at, var rest)) {
      return new Sequence(at, Stream.concat(first.stream(), rest.stream()).toList());
    }
    return own;
  }
}
