package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML text as nodes; {@code !Sub x} and {@code {Fn::Sub: x}} become the same call. */
final class YamlText {
  private static final At START = new At(new Place(1, 1), "");

  private final Problems problems;

  private YamlText(Problems problems) {
    this.problems = problems;
  }

  static Optional<Mapping> read(String text, Problems problems) {
    try {
      var settings =
          LoadSettings.builder().setSchema(new CoreSchema()).setAllowNonScalarKeys(true).build();
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(START, "the template is empty", "Add the section Resources");
        return Optional.empty();
      }
      var node = new YamlText(problems).read(root.get(), "");
      if (node instanceof Mapping mapping) {
        return Optional.of(mapping);
      }
      problems.expectedMap(node);
    } catch (MarkedYamlEngineException e) {
      var place = e.getProblemMark().or(e::getContextMark).map(YamlText::place).orElse(START);
      problems.add(
          place, "the YAML cannot be read: " + words(e), "Mend the YAML here or just above");
    } catch (YamlEngineException e) {
      problems.addToFile("the YAML cannot be read: " + e.getMessage(), "Mend the YAML");
    }
    return Optional.empty();
  }

  private static String words(MarkedYamlEngineException e) {
    var problem = e.getProblem();
    if (e.getContextMark().isEmpty() || e.getContext() == null || e.getContext().isBlank()) {
      return problem;
    }
    return e.getContext()
        + " from line "
        + place(e.getContextMark().get()).place().line()
        + " on, "
        + problem;
  }

  private Node read(org.snakeyaml.engine.v2.nodes.Node yaml, String path) {
    var tag = yaml.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1
        ? new Node.Call(at(yaml, path), longName(tag.substring(1)), argument(yaml, path))
        : untagged(yaml, path);
  }

  private static String longName(String tag) {
    return tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
  }

  /** Arguments keep the path of the call: they are no properties of their own. */
  private Node argument(org.snakeyaml.engine.v2.nodes.Node yaml, String path) {
    if (!(yaml instanceof SequenceNode sequence) || yaml.isRecursive()) {
      return untagged(yaml, path);
    }
    return new Node.Sequence(
        at(yaml, path), sequence.getValue().stream().map(item -> read(item, path)).toList());
  }

  private Node untagged(org.snakeyaml.engine.v2.nodes.Node yaml, String path) {
    if (yaml.isRecursive()) {
      problems.add(at(yaml, path), "contains itself", "Take the alias out");
      return new Node.Broken(at(yaml, path));
    }
    return switch (yaml) {
      case ScalarNode scalar ->
          new Node.Scalar(at(scalar, path), scalar.getValue(), form(scalar.getTag()));
      case SequenceNode sequence -> sequence(sequence, path);
      case MappingNode mapping -> mapping(mapping, path);
      default -> throw new IllegalStateException("no such YAML node: " + yaml);
    };
  }

  private static Form form(Tag tag) {
    if (tag.equals(Tag.NULL)) {
      return Form.NOTHING;
    }
    if (tag.equals(Tag.BOOL)) {
      return Form.BOOLEAN;
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Form.NUMBER : Form.TEXT;
  }

  private Node sequence(SequenceNode sequence, String path) {
    var items = new ArrayList<Node>();
    for (var item : sequence.getValue()) {
      items.add(read(item, path + "[" + items.size() + "]"));
    }
    return new Node.Sequence(at(sequence, path), items);
  }

  private Node mapping(MappingNode mapping, String path) {
    if (mapping.getValue().size() == 1
        && mapping.getValue().getFirst().getKeyNode() instanceof ScalarNode key
        && (key.getValue().equals("Ref") || key.getValue().startsWith("Fn::"))) {
      var value = mapping.getValue().getFirst().getValueNode();
      var plain =
          value.getTag().getValue().startsWith("!") ? read(value, path) : argument(value, path);
      return new Node.Call(at(mapping, path), key.getValue(), plain);
    }
    var here = at(mapping, path);
    Map<String, Node> entries = new LinkedHashMap<>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        problems.add(at(tuple.getKeyNode(), path), "a key has to be text", "Write Name: value");
        continue;
      }
      var key = scalar.getValue();
      var inner = here.child(key).path();
      if (entries.containsKey(key)) {
        problems.add(at(tuple.getKeyNode(), inner), "is there twice", "Keep one of the two");
      } else {
        entries.put(key, read(tuple.getValueNode(), inner));
      }
    }
    return new Mapping(here, entries);
  }

  private static At at(org.snakeyaml.engine.v2.nodes.Node yaml, String path) {
    return new At(yaml.getStartMark().map(YamlText::place).orElse(START).place(), path);
  }

  private static At place(Mark mark) {
    return new At(new Place(mark.getLine() + 1, mark.getColumn() + 1), "");
  }
}
