package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Absent;
import dev.ecsjobs.local.template.Node.Broken;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import dev.ecsjobs.local.template.Node.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What names stand for: parameters, pseudo parameters, resources and their attributes. */
final class Names {
  private final String stackName;
  private final Map<String, Value> parameters;
  private final Map<String, String> pseudo;
  private final Map<String, Resource> resources;
  private final Resolver resolver;
  private final Chain chain;
  private final Problems problems;
  private final Revisions revisions;

  Names(
      String stackName,
      Map<String, Value> parameters,
      Map<String, Resource> resources,
      Resolver resolver,
      Chain chain,
      Problems problems,
      Revisions revisions) {
    this.stackName = stackName;
    this.parameters = parameters;
    this.resources = resources;
    this.resolver = resolver;
    this.chain = chain;
    this.problems = problems;
    this.revisions = revisions;
    var arn = "arn:aws:cloudformation:%s:%s:stack/%s/local";
    this.pseudo =
        Map.of(
            "AWS::StackName",
            stackName,
            "AWS::StackId",
            arn.formatted(ResourceType.REGION, ResourceType.ACCOUNT, stackName),
            "AWS::Region",
            ResourceType.REGION,
            "AWS::AccountId",
            ResourceType.ACCOUNT,
            "AWS::Partition",
            "aws",
            "AWS::URLSuffix",
            "amazonaws.com");
  }

  String stackName() {
    return stackName;
  }

  /** {@code Ref}, where SAM also takes {@code Function.Alias}. */
  Value ref(String name, At at) {
    if (name.equals("AWS::NoValue")) {
      return new Absent(at);
    }
    if (name.equals("AWS::NotificationARNs")) {
      return new Sequence(at, List.of());
    }
    if (pseudo.containsKey(name)) {
      return Scalar.text(at, pseudo.get(name));
    }
    if (parameters.containsKey(name)) {
      return switch (parameters.get(name)) {
        case Scalar scalar -> Scalar.text(at, scalar.text());
        case Sequence list -> new Sequence(at, list.items());
        case Value other -> other;
      };
    }
    if (resources.containsKey(name)) {
      var resource = resources.get(name);
      return text(at, filled(resource, ResourceType.of(resource.type()).ref(), at));
    }
    var dot = name.lastIndexOf('.');
    var suffix = name.substring(dot + 1);
    if (dot > 0 && (suffix.equals("Alias") || suffix.equals("Version"))) {
      return published(name.substring(0, dot), suffix, at);
    }
    problems.unknown(at, "parameter or resource", name, all(name.startsWith("AWS::")));
    return new Broken(at);
  }

  /** {@code ${Name}} and {@code ${Resource.Attribute}} in a text. */
  Value inText(String name, At at) {
    var dot = name.indexOf('.');
    var attribute = name.substring(dot + 1);
    return dot < 0 || attribute.equals("Alias") || attribute.equals("Version")
        ? ref(name, at)
        : attribute(name.substring(0, dot), attribute, at);
  }

  /** {@code Fn::GetAtt}. */
  Value attribute(String logicalId, String attribute, At at) {
    var resource = resources.get(logicalId);
    if (resource == null) {
      problems.unknown(at, "resource", logicalId, resources.keySet());
      return new Broken(at);
    }
    var attributes = ResourceType.of(resource.type()).attributes();
    if (!attributes.containsKey(attribute)) {
      var elsewhere = resolver.elsewhere(logicalId + "." + attribute, at);
      if (elsewhere.isPresent()) {
        return elsewhere.get();
      }
      problems.add(
          at,
          "what " + logicalId + "." + attribute + " would be is not known on one machine",
          "Use "
              + String.join(" or ", attributes.keySet().stream().sorted().toList())
              + ", or a parameter with a Default");
      return new Broken(at);
    }
    return text(at, filled(resource, attributes.get(attribute), at));
  }

  /** The name CloudFormation would give, or the one the template asks for. */
  Optional<String> name(Resource resource, At at) {
    if (!resolver.conditions().isPresent(resource)) {
      problems.add(
          at,
          "a condition leaves " + resource.logicalId() + " out of the stack",
          "Put the reference under the same condition with !If");
      return Optional.empty();
    }
    var chosen =
        resource.properties().entries().get(ResourceType.of(resource.type()).nameProperty());
    if (chosen == null) {
      return Optional.of(stackName + "-" + resource.logicalId());
    }
    return chain.within(
        resource.logicalId(),
        at,
        () ->
            resolver.resolve(chosen) instanceof Absent
                ? Optional.of(stackName + "-" + resource.logicalId())
                : resolver.text(chosen));
  }

  private Value published(String logicalId, String what, At at) {
    var resource = resources.get(logicalId);
    if (resource == null || !resource.type().equals(Resources.FUNCTION)) {
      problems.unknown(at, "function", logicalId, functions());
      return new Broken(at);
    }
    var alias = resource.properties().entries().get("AutoPublishAlias");
    if (alias == null) {
      problems.add(
          at,
          logicalId + " has no " + what.toLowerCase(Locale.ROOT),
          "Add AutoPublishAlias to it, or use !GetAtt " + logicalId + ".Arn");
      return new Broken(at);
    }
    var qualifier = what.equals("Alias") ? resolver.text(alias) : Optional.of("1");
    var arn = ResourceType.of(Resources.FUNCTION).attributes().get("Arn");
    return text(
        at,
        name(resource, at)
            .map(filledInto(arn))
            .flatMap(whole -> qualifier.map(part -> whole + ":" + part)));
  }

  private Optional<String> filled(Resource resource, String pattern, At at) {
    var name = name(resource, at);
    var filled = name.map(filledInto(pattern));
    return resource.type().equals(ResourceType.TASK_DEFINITION)
        ? name.flatMap(family -> revision(resource, family, at))
            .flatMap(revision -> filled.map(arn -> arn + revision))
        : filled;
  }

  /** What a task definition says decides which revision it is. */
  private Optional<String> revision(Resource resource, String family, At at) {
    Supplier<RegisterTaskDefinitionRequest> definition =
        () ->
            TaskDefinitionReader.request(
                family, new Block(resource.properties(), resolver), problems);
    return chain
        .within(resource.logicalId(), at, () -> Optional.of(revisions.of(definition)))
        .map(String::valueOf);
  }

  private static UnaryOperator<String> filledInto(String pattern) {
    return name -> pattern.replaceFirst("\\*", Matcher.quoteReplacement(name));
  }

  private static Value text(At at, Optional<String> text) {
    return text.<Value>map(found -> Scalar.text(at, found)).orElse(new Broken(at));
  }

  private Collection<String> all(boolean isPseudo) {
    if (isPseudo) {
      return pseudo.keySet();
    }
    var names = new ArrayList<String>(parameters.keySet());
    names.addAll(resources.keySet());
    return names;
  }

  private List<String> functions() {
    return resources.values().stream()
        .filter(resource -> resource.type().equals(Resources.FUNCTION))
        .map(Resource::logicalId)
        .toList();
  }
}
