package dev.ecsjobs.local.template;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.template.Node.Absent;
import dev.ecsjobs.local.template.Node.Broken;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import dev.ecsjobs.local.template.Node.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of one block, each resolved when it is asked for. Who asks for one that is broken
 * gets what is given for one that is not there; no template is made of it, for the problem is
 * noted.
 */
final class Block {
  private final At at;
  private final Map<String, Node> entries;
  private final Resolver resolver;
  private final Problems problems;

  Block(Mapping mapping, Resolver resolver) {
    this.at = mapping.at();
    this.entries = mapping.entries();
    this.resolver = resolver;
    this.problems = resolver.problems();
  }

  At at() {
    return at;
  }

  /** Where the property stands, or would stand. */
  At at(String name) {
    return entries.containsKey(name) ? entries.get(name).at() : at.child(name);
  }

  /** What is written here, {@code AWS::NoValue} or not. */
  Set<String> names() {
    return entries.keySet();
  }

  boolean has(String name) {
    return !(value(name) instanceof Absent);
  }

  Optional<String> text(String name) {
    return has(name) ? resolver.text(entries.get(name)) : Optional.empty();
  }

  String requiredText(String name, String fix) {
    require(name, fix);
    return text(name).orElse("");
  }

  Optional<String> oneOf(String name, String... allowed) {
    var text = text(name);
    if (text.isPresent() && !List.of(allowed).contains(text.get())) {
      problems.add(
          at(name), "'" + text.get() + "' is not known", "Use " + String.join(" or ", allowed));
      return Optional.empty();
    }
    return text;
  }

  Optional<Boolean> flag(String name) {
    return text(name)
        .flatMap(
            text -> {
              if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Optional.of(Boolean.valueOf(text));
              }
              problems.add(at(name), "'" + text + "' is not known", "Use true or false");
              return Optional.empty();
            });
  }

  /** A whole number from 1. */
  Optional<Integer> count(String name) {
    return text(name)
        .flatMap(
            text -> {
              if (text.matches("[1-9]\\d{0,8}")) {
                return Optional.of(Integer.valueOf(text));
              }
              problems.add(at(name), "'" + text + "' is not a whole number from 1", "Write one");
              return Optional.empty();
            });
  }

  Optional<Integer> number(String name) {
    return text(name)
        .flatMap(
            text -> {
              if (text.matches("-?\\d{1,9}")) {
                return Optional.of(Integer.valueOf(text));
              }
              problems.add(at(name), "'" + text + "' is not a whole number", "Write one");
              return Optional.empty();
            });
  }

  List<String> texts(String name) {
    return has(name) ? resolver.texts(entries.get(name)).orElse(List.of()) : List.of();
  }

  Map<String, String> textByName(String name) {
    var texts = new LinkedHashMap<String, String>();
    if (has(name)) {
      resolver
          .map(entries.get(name))
          .orElse(Map.of())
          .forEach((key, value) -> resolver.text(value).ifPresent(text -> texts.put(key, text)));
    }
    return texts;
  }

  /** The keys of a map. */
  Set<String> keys(String name) {
    return resolver.map(entries.get(name)).orElse(Map.of()).keySet();
  }

  Optional<Block> block(String name) {
    return has(name) ? block(entries.get(name)) : Optional.empty();
  }

  /** The blocks of a list; none where there is no list. */
  List<Block> blocks(String name) {
    var blocks = new ArrayList<Block>();
    if (has(name)) {
      resolver
          .list(entries.get(name))
          .orElse(List.of())
          .forEach(item -> block(item).ifPresent(blocks::add));
    }
    return blocks;
  }

  List<Block> requiredBlocks(String name, String fix) {
    require(name, fix);
    return blocks(name);
  }

  Map<String, Block> blockByName(String name) {
    var blocks = new LinkedHashMap<String, Block>();
    if (has(name)) {
      resolver
          .map(entries.get(name))
          .orElse(Map.of())
          .forEach((key, value) -> block(value).ifPresent(block -> blocks.put(key, block)));
    }
    return blocks;
  }

  /** A text that has to be JSON. */
  Optional<String> json(String name) {
    var text = text(name);
    if (text.isPresent() && text.get().isBlank()) {
      problems.add(at(name), "is empty, where JSON is expected", "Write a JSON object");
      return Optional.empty();
    }
    try {
      text.ifPresent(Json::read);
    } catch (Json.MalformedJson e) {
      problems.add(at(name), "is not JSON: " + firstLine(e), "Mend the JSON");
      return Optional.empty();
    }
    return text;
  }

  /** A map written in YAML, as JSON text. */
  Optional<String> mapAsJson(String name) {
    return switch (value(name)) {
      case Mapping mapping -> Optional.of(Json.write(resolver.tree(mapping)));
      case Absent _, Broken _ -> Optional.empty();
      case Value other -> {
        problems.expectedMap(other);
        yield Optional.empty();
      }
    };
  }

  void require(String name, String fix) {
    switch (value(name)) {
      case Absent _ -> problems.add(at(name), "is missing", fix);
      case Scalar scalar when isBlank(scalar) -> problems.add(at(name), "is empty", fix);
      case Sequence list when list.items().isEmpty() -> problems.add(at(name), "is empty", fix);
      case Value _ -> {}
    }
  }

  private static boolean isBlank(Scalar scalar) {
    return scalar.form() != Scalar.Form.NOTHING && scalar.text().isBlank();
  }

  private Value value(String name) {
    return entries.containsKey(name) ? resolver.resolve(entries.get(name)) : new Absent(at(name));
  }

  private Optional<Block> block(Node node) {
    var value = resolver.resolve(node);
    if (value instanceof Mapping mapping) {
      return Optional.of(new Block(mapping, resolver));
    }
    problems.expectedMap(value);
    return Optional.empty();
  }

  /** The reader's words without its class and its second line. */
  private static String firstLine(Json.MalformedJson e) {
    return e.getMessage().lines().findFirst().orElse("").replaceFirst("^[\\w.]+: ", "");
  }
}
