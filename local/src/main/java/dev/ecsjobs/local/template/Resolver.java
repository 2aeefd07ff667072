package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Absent;
import dev.ecsjobs.local.template.Node.Broken;
import dev.ecsjobs.local.template.Node.Call;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import dev.ecsjobs.local.template.Node.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes as values. Only what is asked for is resolved, so what nobody needs cannot be a problem. An
 * empty answer means that a problem has been noted.
 */
final class Resolver {
  private final Names names;
  private final Conditions conditions;
  private final Intrinsics intrinsics;
  private final Problems problems;
  private final Elsewhere elsewhere;

  Resolver(
      String stackName,
      Mapping template,
      Map<String, Value> parameters,
      Map<String, Resource> resources,
      Problems problems) {
    this(stackName, template, parameters, resources, problems, Revisions.FIRST, Elsewhere.REFUSED);
  }

  Resolver(
      String stackName,
      Mapping template,
      Map<String, Value> parameters,
      Map<String, Resource> resources,
      Problems problems,
      Revisions revisions,
      Elsewhere elsewhere) {
    var chain = new Chain(problems);
    this.elsewhere = elsewhere;
    this.problems = problems;
    this.names = new Names(stackName, parameters, resources, this, chain, problems, revisions);
    this.conditions =
        new Conditions(
            Sections.section(template, "Conditions", problems).entries(), this, chain, problems);
    this.intrinsics =
        new Intrinsics(
            this, new Lookup(Sections.section(template, "Mappings", problems), problems), problems);
  }

  Names names() {
    return names;
  }

  Conditions conditions() {
    return conditions;
  }

  Problems problems() {
    return problems;
  }

  /** A value that only an account knows; empty if that is a problem. */
  Optional<Value> elsewhere(String name, At at) {
    return switch (elsewhere) {
      case REFUSED -> Optional.empty();
      case STOOD_IN_FOR -> Optional.of(Scalar.text(at, Elsewhere.standIn(name)));
    };
  }

  Value resolve(Node node) {
    return switch (node) {
      case Call call -> intrinsics.call(call);
      case Value value -> value;
    };
  }

  Optional<String> text(Node node) {
    var value = resolve(node);
    if (value instanceof Scalar scalar && scalar.form() != Scalar.Form.NOTHING) {
      return Optional.of(scalar.text());
    }
    problems.expectedText(value);
    return Optional.empty();
  }

  /** The elements of a list, without those that are {@code AWS::NoValue}. */
  Optional<List<Value>> list(Node node) {
    var value = resolve(node);
    if (!(value instanceof Sequence list)) {
      problems.expectedList(value);
      return Optional.empty();
    }
    return Optional.of(
        list.items().stream()
            .map(this::resolve)
            .filter(item -> !(item instanceof Absent))
            .toList());
  }

  Optional<List<String>> texts(Node node) {
    return list(node)
        .flatMap(
            items -> {
              var texts = items.stream().flatMap(item -> text(item).stream()).toList();
              return texts.size() == items.size() ? Optional.of(texts) : Optional.empty();
            });
  }

  /** The entries of a map, without those that are {@code AWS::NoValue}. */
  Optional<Map<String, Value>> map(Node node) {
    var value = resolve(node);
    if (!(value instanceof Mapping mapping)) {
      problems.expectedMap(value);
      return Optional.empty();
    }
    var entries = new LinkedHashMap<String, Value>();
    mapping.entries().forEach((key, entry) -> entries.put(key, resolve(entry)));
    entries.values().removeIf(Absent.class::isInstance);
    return Optional.of(entries);
  }

  /** All of it, as {@link dev.ecsjobs.aws.Json} writes it; what is broken inside is null. */
  Object tree(Node node) {
    return switch (resolve(node)) {
      case Scalar scalar -> plain(scalar);
      case Sequence list -> {
        var items = new ArrayList<Object>();
        list(list).orElse(List.of()).forEach(item -> items.add(tree(item)));
        yield items;
      }
      case Mapping mapping -> {
        var entries = new LinkedHashMap<String, Object>();
        map(mapping).orElse(Map.of()).forEach((key, value) -> entries.put(key, tree(value)));
        yield entries;
      }
      case Absent _, Broken _ -> null;
    };
  }

  private static Object plain(Scalar scalar) {
    return switch (scalar.form()) {
      case TEXT -> scalar.text();
      case BOOLEAN -> Boolean.valueOf(scalar.text());
      case NOTHING -> null;
      case NUMBER -> {
        try {
          yield new BigDecimal(scalar.text());
        } catch (NumberFormatException e) { // such as 0x1F or .inf
          yield scalar.text();
        }
      }
    };
  }
}
