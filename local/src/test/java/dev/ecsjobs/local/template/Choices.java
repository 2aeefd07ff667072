package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Call;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The choices of parameters that make a difference: for each parameter that a condition asks for,
 * its allowed values, or else its default, what it is compared with, and something.
 */
public final class Choices {
  private final Problems problems;
  private final Map<String, Node> parameters;
  private final Map<String, Set<String>> compared = new LinkedHashMap<>();

  private Choices(TemplateTree template) {
    var root = (Mapping) template.root();
    problems = new Problems(Path.of("template.yaml"));
    parameters = Sections.section(root, "Parameters", problems).entries();
    collect(Sections.section(root, "Conditions", problems));
  }

  public static List<Map<String, String>> of(TemplateTree template) {
    return new Choices(template).all();
  }

  private List<Map<String, String>> all() {
    var choices = List.of(Map.<String, String>of());
    for (var parameter : compared.keySet()) {
      var more = new ArrayList<Map<String, String>>();
      for (var choice : choices) {
        for (var value : values(parameter)) {
          var with = new LinkedHashMap<>(choice);
          with.put(parameter, value);
          more.add(with);
        }
      }
      choices = more;
    }
    return choices;
  }

  private Set<String> values(String parameter) {
    var declaration = ((Mapping) parameters.get(parameter)).entries();
    var values = new LinkedHashSet<String>();
    if (declaration.get("AllowedValues") instanceof Sequence allowed) {
      allowed.items().forEach(item -> values.add(((Scalar) item).text()));
      return values;
    }
    if (declaration.get("Default") instanceof Scalar scalar) {
      values.add(scalar.text());
    }
    values.addAll(compared.get(parameter));
    var type = ((Scalar) declaration.get("Type")).text();
    if (type.contains("List")) {
      values.add("given-1,given-2");
    } else if (parameter.endsWith("Arn")) {
      values.add("arn:aws:given:us-east-1:000000000000:given/given");
    } else if (!type.equals("Number")) {
      values.add("given");
    }
    return values;
  }

  /** In an {@code Fn::Equals}, whatever stands beside a parameter is what it is compared with. */
  private void collect(Node node) {
    if (node instanceof Call(var _, var function, var argument) && function.equals("Fn::Equals")) {
      var texts = all(argument).filter(Scalar.class::isInstance).map(n -> ((Scalar) n).text());
      var literals = texts.toList();
      all(argument)
          .filter(inner -> inner instanceof Call call && call.function().equals("Ref"))
          .map(inner -> ((Scalar) ((Call) inner).argument()).text())
          .filter(parameters::containsKey)
          .forEach(
              name -> compared.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(literals));
    } else {
      inner(node).forEach(this::collect);
    }
  }

  private static Stream<Node> all(Node node) {
    return Stream.concat(Stream.of(node), inner(node).flatMap(Choices::all));
  }

  /** The name that {@code Ref} takes is not a literal. */
  private static Stream<Node> inner(Node node) {
    return switch (node) {
      case Call call when call.function().equals("Ref") -> Stream.of();
      case Call call -> Stream.of(call.argument());
      case Sequence list -> list.items().stream();
      case Mapping mapping -> mapping.entries().values().stream();
      default -> Stream.of();
    };
  }
}
