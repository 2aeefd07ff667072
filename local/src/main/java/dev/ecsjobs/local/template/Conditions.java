package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Call;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the template's conditions hold; each is decided when it is first asked for. */
final class Conditions {
  private final Map<String, Node> definitions;
  private final Resolver resolver;
  private final Chain chain;
  private final Problems problems;
  private final Map<String, Optional<Boolean>> decided = new HashMap<>();

  Conditions(Map<String, Node> definitions, Resolver resolver, Chain chain, Problems problems) {
    this.definitions = definitions;
    this.resolver = resolver;
    this.chain = chain;
    this.problems = problems;
  }

  /** Whether the resource is in the stack; one whose condition is broken is not. */
  boolean isPresent(Resource resource) {
    return resource
        .condition()
        .map(name -> holds(name.text(), name.at()).orElse(false))
        .orElse(true);
  }

  /** Empty when it cannot be said, and why has been noted. */
  Optional<Boolean> holds(String name, At at) {
    if (decided.containsKey(name)) {
      return decided.get(name);
    }
    var definition = definitions.get(name);
    if (definition == null) {
      problems.unknown(at, "condition", name, definitions.keySet());
      return Optional.empty();
    }
    var answer = chain.within("condition " + name, at, () -> decide(definition));
    decided.put(name, answer);
    return answer;
  }

  private Optional<Boolean> decide(Node node) {
    return switch (node) {
      case Call(var at, var function, var argument) ->
          switch (function) {
            case "Condition" -> resolver.text(argument).flatMap(name -> holds(name, at));
            case "Fn::Equals" -> equal(node, argument);
            case "Fn::Not" -> each(node, argument).map(answers -> !answers.getFirst());
            case "Fn::And" -> each(node, argument).map(answers -> !answers.contains(false));
            case "Fn::Or" -> each(node, argument).map(answers -> answers.contains(true));
            default -> noCondition(node);
          };
      case Mapping(var at, var entries) when entries.keySet().equals(Set.of("Condition")) ->
          resolver.text(entries.get("Condition")).flatMap(name -> holds(name, at));
      default -> noCondition(node);
    };
  }

  private Optional<Boolean> equal(Node call, Node argument) {
    if (!(argument instanceof Sequence list) || list.items().size() != 2) {
      return noCondition(call);
    }
    var left = resolver.text(list.items().get(0));
    var right = resolver.text(list.items().get(1));
    return left.flatMap(one -> right.map(one::equals));
  }

  private Optional<List<Boolean>> each(Node call, Node argument) {
    if (!(argument instanceof Sequence list) || list.items().isEmpty()) {
      noCondition(call);
      return Optional.empty();
    }
    var answers = new ArrayList<Boolean>();
    list.items().forEach(item -> decide(item).ifPresent(answers::add));
    return answers.size() == list.items().size() ? Optional.of(answers) : Optional.empty();
  }

  private Optional<Boolean> noCondition(Node node) {
    problems.add(
        node.at(),
        "expected a condition, found " + node.kind(),
        "Write !Equals [a, b], !Not [c], !And [c, d], !Or [c, d] or !Condition Name");
    return Optional.empty();
  }
}
