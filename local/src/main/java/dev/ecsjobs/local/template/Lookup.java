package dev.ecsjobs.local.template;

import dev.ecsjobs.NearNames;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import dev.ecsjobs.local.template.Node.Value;
import java.util.Optional;

/** The section Mappings: constants by map, first key and second key. */
final class Lookup {
  private final Mapping mappings;
  private final Problems problems;

  Lookup(Mapping mappings, Problems problems) {
    this.mappings = mappings;
    this.problems = problems;
  }

  Optional<Value> find(String map, String first, String second, At at) {
    return entry(mappings, map, at)
        .flatMap(this::mapping)
        .flatMap(keys -> entry(keys, first, at))
        .flatMap(this::mapping)
        .flatMap(keys -> entry(keys, second, at))
        .flatMap(this::constant);
  }

  private Optional<Node> entry(Mapping in, String name, At at) {
    var found = Optional.ofNullable(in.entries().get(name));
    if (found.isEmpty()) {
      problems.add(
          at, in.at().path() + " has no " + name, NearNames.fix(name, in.entries().keySet()));
    }
    return found;
  }

  private Optional<Mapping> mapping(Node node) {
    if (node instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    problems.expectedMap(node);
    return Optional.empty();
  }

  /** CloudFormation takes no functions here; nor could a mapping that looks itself up ever end. */
  private Optional<Value> constant(Node node) {
    return switch (node) {
      case Scalar scalar -> Optional.of(scalar);
      case Sequence list when list.items().stream().allMatch(Scalar.class::isInstance) ->
          Optional.of(list);
      default -> {
        problems.expectedText(node);
        yield Optional.empty();
      }
    };
  }
}
