package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Call;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts something in the place of what only an account knows: other stacks' exports, Availability
 * Zones, and attributes that the engine has no use for.
 */
final class StandIns {
  private static final Pattern ATTRIBUTE = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)}");
  private static final int MOST_SUBNETS = 8;

  private final Map<String, Resource> resources;
  private final Resolver resolver;
  private final Map<String, String> imports;

  StandIns(Map<String, Resource> resources, Resolver resolver, Map<String, String> imports) {
    this.resources = resources;
    this.resolver = resolver;
    this.imports = imports;
  }

  Node in(Node node) {
    return switch (node) {
      case Call call -> inCall(call);
      case Sequence(var at, var items) -> new Sequence(at, items.stream().map(this::in).toList());
      case Mapping(var at, var entries) -> {
        var copy = new LinkedHashMap<String, Node>();
        entries.forEach((name, value) -> copy.put(name, in(value)));
        yield new Mapping(at, copy);
      }
      default -> node;
    };
  }

  private Node inCall(Call call) {
    var known = new Call(call.at(), call.function(), in(call.argument()));
    return switch (call.function()) {
      case "Fn::ImportValue" -> imported(known);
      case "Fn::GetAZs" -> list(call, Stream.of("us-east-1a", "us-east-1b", "us-east-1c"));
      case "Fn::Cidr" ->
          list(call, IntStream.range(0, MOST_SUBNETS).mapToObj("10.0.%d.0/24"::formatted));
      case "Fn::GetAtt" -> attribute(known);
      case "Fn::Sub" -> filled(known);
      default -> known;
    };
  }

  private Node filled(Call call) {
    return call.argument() instanceof Scalar text
        ? new Call(call.at(), "Fn::Sub", new Sequence(call.at(), List.of(text, unknownIn(text))))
        : call;
  }

  private Node imported(Call call) {
    var name = resolver.text(call.argument());
    if (name.isPresent() && !imports.containsKey(name.get())) {
      resolver.problems().unknown(call.at(), "export", name.get(), imports.keySet());
    }
    return name.<Node>map(n -> Scalar.text(call.at(), imports.getOrDefault(n, "")))
        .orElse(new Node.Broken(call.at()));
  }

  private Node attribute(Call call) {
    var name =
        call.argument() instanceof Sequence(var _, var items)
            ? String.join(".", items.stream().map(item -> ((Scalar) item).text()).toList())
            : ((Scalar) call.argument()).text();
    var parts = name.split("\\.", 2);
    return parts.length == 2 && isUnknown(parts[0], parts[1]) ? Scalar.text(call.at(), name) : call;
  }

  private Mapping unknownIn(Scalar text) {
    var unknown = new LinkedHashMap<String, Node>();
    ATTRIBUTE
        .matcher(text.text())
        .results()
        .filter(found -> isUnknown(found.group(1), found.group(2)))
        .map(found -> found.group(1) + "." + found.group(2))
        .forEach(name -> unknown.put(name, Scalar.text(text.at(), name)));
    return new Mapping(text.at(), unknown);
  }

  private boolean isUnknown(String logicalId, String attribute) {
    var resource = resources.get(logicalId);
    return resource != null
        && resolver.conditions().isPresent(resource)
        && !List.of("Alias", "Version").contains(attribute)
        && !ResourceType.of(resource.type()).attributes().containsKey(attribute);
  }

  private static Node list(Call call, Stream<String> texts) {
    return new Sequence(call.at(), texts.<Node>map(text -> Scalar.text(call.at(), text)).toList());
  }
}
