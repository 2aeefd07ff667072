package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Broken;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import dev.ecsjobs.local.template.Node.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section Parameters: what was passed, else the default, else a stand-in. */
final class Parameters {
  private final Map<String, String> passed;
  private final Problems problems;

  private Parameters(Map<String, String> passed, Problems problems) {
    this.passed = passed;
    this.problems = problems;
  }

  static Map<String, Value> read(Mapping section, Map<String, String> passed, Problems problems) {
    var declared = section.entries().keySet();
    passed.keySet().stream()
        .filter(name -> !declared.contains(name))
        .forEach(
            name ->
                problems.addOutside(
                    "--parameter " + name,
                    "the template has no parameter " + name,
                    declared.isEmpty()
                        ? "Leave it out, the template has no parameters"
                        : "Use one of " + String.join(", ", declared)));
    var reading = new Parameters(passed, problems);
    var values = new LinkedHashMap<String, Value>();
    section.entries().forEach((name, node) -> values.put(name, reading.value(name, node)));
    return values;
  }

  private Value value(String name, Node node) {
    if (!(node instanceof Mapping declaration)) {
      problems.expectedMap(node);
      return new Broken(node.at());
    }
    var type = literal(declaration, "Type");
    if (type.isEmpty()) {
      problems.add(
          declaration.at().child("Type"), "is missing", "Add a type, such as Type: String");
      return new Broken(node.at());
    }
    var text = text(name, type.get(), declaration);
    if (text.isEmpty()) {
      return new Broken(node.at());
    }
    var value = typed(declaration.at(), type.get(), text.get());
    return isAllowed(declaration, type.get(), value) ? value : new Broken(node.at());
  }

  private Optional<String> text(String name, String type, Mapping declaration) {
    var known =
        Optional.ofNullable(passed.get(name))
            .or(() -> literal(declaration, "Default"))
            .or(() -> standIn(name, type));
    if (known.isEmpty() && !declaration.entries().containsKey("Default")) {
      problems.add(
          declaration.at(),
          "has no value: it has no Default, and none was passed",
          "Pass --parameter " + name + "=VALUE");
    }
    return known;
  }

  /** The id of something in an account means nothing here, yet whoever reads it expects one. */
  private static Optional<String> standIn(String name, String type) {
    if (!type.startsWith("AWS::") && !type.startsWith("List<AWS::")) {
      return Optional.empty();
    }
    return Optional.of(type.contains("Subnet::Id") ? "subnet-local" : "local-" + name);
  }

  private static Value typed(At at, String type, String text) {
    if (!type.contains("List<") && !type.contains("CommaDelimitedList")) {
      return Scalar.text(at, text);
    }
    Stream<String> items = text.isBlank() ? Stream.of() : Stream.of(text.split(",", -1));
    return new Sequence(at, items.<Node>map(item -> Scalar.text(at, item.strip())).toList());
  }

  private boolean isAllowed(Mapping declaration, String type, Value value) {
    var texts =
        value instanceof Sequence list
            ? list.items().stream().map(item -> ((Scalar) item).text()).toList()
            : List.of(((Scalar) value).text());
    var wrong = Optional.<String>empty();
    var fix = "";
    if (type.equals("Number") || type.equals("List<Number>")) {
      wrong = texts.stream().filter(text -> !isNumber(text)).findFirst();
      fix = "Pass a number";
    }
    var allowed = allowedValues(declaration);
    if (wrong.isEmpty() && !allowed.isEmpty()) {
      wrong = texts.stream().filter(text -> !allowed.contains(text)).findFirst();
      fix = "Pass one of " + String.join(", ", allowed);
    }
    if (wrong.isPresent()) {
      problems.add(declaration.at(), "'" + wrong.get() + "' is not allowed", fix);
    }
    return wrong.isEmpty();
  }

  private List<String> allowedValues(Mapping declaration) {
    return switch (declaration.entries().get("AllowedValues")) {
      case null -> List.of();
      case Sequence list -> list.items().stream().flatMap(item -> literal(item).stream()).toList();
      case Node other -> {
        problems.expectedList(other);
        yield List.of();
      }
    };
  }

  private static boolean isNumber(String text) {
    try {
      var _ = new BigDecimal(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Optional<String> literal(Mapping declaration, String key) {
    return Optional.ofNullable(declaration.entries().get(key)).flatMap(this::literal);
  }

  private Optional<String> literal(Node node) {
    if (node instanceof Scalar scalar && scalar.form() != Scalar.Form.NOTHING) {
      return Optional.of(scalar.text());
    }
    problems.expectedText(node);
    return Optional.empty();
  }
}
