package dev.ecsjobs.local.template;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.local.template.Node.Call;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template's text as a tree, to be changed where a test needs it and then deployed. */
public record TemplateTree(Path file, Node root) {

  public static TemplateTree read(Path file) {
    try {
      return new TemplateTree(file, parse(Files.readString(file), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mapping parse(String text, Path file) {
    var problems = new Problems(file);
    return YamlText.read(text, problems)
        .orElseGet(() -> fail(problems.inOrderOfTheText().toString()));
  }

  /** The same with something else at that path, such as {@code Resources.Runs.Properties}. */
  public TemplateTree with(String path, String yaml) {
    var value = parse("value:\n" + yaml.indent(1), file).entries().get("value");
    return new TemplateTree(file, changed(root, segments(path), moved(value, path, root.at())));
  }

  /** The same without what stands at that path. */
  public TemplateTree without(String path) {
    return new TemplateTree(file, changed(root, segments(path), null));
  }

  /** What the stack of that name has in it. */
  public Deployment deploy(
      String stackName, Map<String, String> parameters, Map<String, String> imports) {
    return new Deploying(this, stackName, parameters).deployment(imports);
  }

  /** {@code A.B[1].C} as A, B, 1 and C. */
  private static List<String> segments(String path) {
    return List.of(path.replace("]", "").split("[.\\[]", -1));
  }

  /** What is to be replaced has to be there, or the test would test something else. */
  private Node changed(Node node, List<String> path, Node valueOrNull) {
    if (path.isEmpty()) {
      return valueOrNull;
    }
    var name = path.getFirst();
    var rest = path.subList(1, path.size());
    return switch (node) {
      case Mapping(var at, var entries) -> {
        var copy = new LinkedHashMap<>(entries);
        boolean added = valueOrNull != null && (rest.isEmpty() || name.equals("Properties"));
        assertTrue(added || copy.containsKey(name), () -> file + " has no longer: " + path);
        copy.putIfAbsent(name, new Mapping(at.child(name), Map.of()));
        put(copy, name, changed(copy.get(name), rest, valueOrNull));
        yield new Mapping(at, copy);
      }
      case Sequence(var at, var items) -> {
        var copy = new ArrayList<>(items);
        int index = Integer.parseInt(name);
        var changed = changed(copy.get(index), rest, valueOrNull);
        if (changed == null) {
          copy.remove(index);
        } else {
          copy.set(index, changed);
        }
        yield new Sequence(at, copy);
      }
      case null, default -> fail(file + " has no longer: " + path + " in " + node);
    };
  }

  private static void put(Map<String, Node> entries, String name, Node valueOrNull) {
    if (valueOrNull == null) {
      entries.remove(name);
    } else {
      entries.put(name, valueOrNull);
    }
  }

  /** As if it had been written there. */
  private static Node moved(Node node, String path, At place) {
    var at = new At(place.place(), node.at().path().replaceFirst("^value", path));
    return switch (node) {
      case Call(var _, var function, var argument) ->
          new Call(at, function, moved(argument, path, place));
      case Scalar(var _, var text, var form) -> new Scalar(at, text, form);
      case Sequence(var _, var items) ->
          new Sequence(at, items.stream().map(item -> moved(item, path, place)).toList());
      case Mapping(var _, var entries) -> {
        var copy = new LinkedHashMap<String, Node>();
        entries.forEach((name, value) -> copy.put(name, moved(value, path, place)));
        yield new Mapping(at, copy);
      }
      case Node.Absent _, Node.Broken _ -> node;
    };
  }
}
