package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Absent;
import dev.ecsjobs.local.template.Node.Broken;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A template on its way to a stack: everything in it is resolved, with the engine's resolver. */
final class Deploying {
  private final Path file;
  private final Mapping root;
  private final String stackName;
  private final Map<String, String> parameters;
  private final Problems problems;
  private Map<String, Resource> resources;
  private Resolver resolver;

  Deploying(TemplateTree template, String stackName, Map<String, String> parameters) {
    this.file = template.file();
    this.root = (Mapping) template.root();
    this.stackName = stackName;
    this.parameters = parameters;
    this.problems = new Problems(file);
  }

  Deployment deployment(Map<String, String> imports) {
    resolveIn(root);
    var known = (Mapping) new StandIns(resources, resolver, imports).in(root);
    resolveIn(known);
    return new Deployment(
        stackName, parameters, resources(known), outputs(known), problems.inOrderOfTheText());
  }

  private void resolveIn(Mapping document) {
    var values =
        Parameters.read(Sections.section(document, "Parameters", problems), parameters, problems);
    resources = Resources.read(document, problems);
    resolver = new Resolver(stackName, document, values, resources, problems);
  }

  private List<Deployment.Resource> resources(Mapping document) {
    var section = Sections.section(document, "Resources", problems).entries();
    var deployed = new ArrayList<Deployment.Resource>();
    for (var resource : resources.values()) {
      if (resolver.conditions().isPresent(resource)) {
        var own = (Mapping) section.get(resource.logicalId());
        var whole = new LinkedHashMap<>(own.entries());
        whole.put("Properties", resource.properties());
        deployed.add(deployed(resource, part(new Mapping(own.at(), whole))));
      }
    }
    return deployed;
  }

  private Deployment.Resource deployed(Resource resource, Part whole) {
    var ref = resolver.text(resolver.names().ref(resource.logicalId(), resource.at())).orElse("");
    var attributes = new LinkedHashMap<String, String>();
    for (var name : ResourceType.of(resource.type()).attributes().keySet()) {
      var value = resolver.names().attribute(resource.logicalId(), name, resource.at());
      attributes.put(name, resolver.text(value).orElse(""));
    }
    var names = new LinkedHashSet<>(attributes.values());
    names.add(ref);
    var arn = attributes.getOrDefault("Arn", ref);
    return new Deployment.Resource(resource.logicalId(), resource.type(), ref, arn, names, whole);
  }

  private List<Part> outputs(Mapping document) {
    return Sections.section(document, "Outputs", problems).entries().values().stream()
        .filter(this::isPresent)
        .map(this::part)
        .toList();
  }

  private boolean isPresent(Node output) {
    return !(output instanceof Mapping mapping)
        || !(mapping.entries().get("Condition") instanceof Scalar condition)
        || resolver.conditions().holds(condition.text(), condition.at()).orElse(false);
  }

  private Part part(Node node) {
    return switch (resolver.resolve(node)) {
      case Scalar scalar -> part(node, resolver.tree(scalar));
      case Sequence list ->
          part(node, resolver.list(list).orElse(List.of()).stream().map(this::part).toList());
      case Mapping mapping -> {
        var entries = new LinkedHashMap<String, Part>();
        resolver
            .map(mapping)
            .orElse(Map.of())
            .forEach((name, value) -> entries.put(name, part(value)));
        yield part(node, entries);
      }
      case Absent _, Broken _ -> part(node, null);
    };
  }

  private Part part(Node node, Object value) {
    return new Part(file, node.at().place(), node.at().path(), value);
  }
}
