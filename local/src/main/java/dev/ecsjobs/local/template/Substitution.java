package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Call;
import dev.ecsjobs.local.template.Node.Mapping;
import dev.ecsjobs.local.template.Node.Sequence;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code Fn::Sub}: a text with {@code ${Name}}, {@code ${Resource.Attribute}}, {@code ${!Kept}}.
 */
final class Substitution {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]*)}");

  private final Resolver resolver;

  Substitution(Resolver resolver) {
    this.resolver = resolver;
  }

  Optional<String> apply(Call call) {
    if (!(call.argument() instanceof Sequence list)) {
      return resolver.text(call.argument()).flatMap(text -> fill(text, Map.of(), call.at()));
    }
    if (list.items().size() == 2 && list.items().get(1) instanceof Mapping variables) {
      return resolver
          .text(list.items().get(0))
          .flatMap(text -> fill(text, variables.entries(), call.at()));
    }
    resolver
        .problems()
        .add(
            call.at(),
            "Fn::Sub takes a text, or a list of a text and a map",
            "Write !Sub text, or !Sub [text, {Name: value}]");
    return Optional.empty();
  }

  /** Goes on after an unknown name, so that the next unknown one is found as well. */
  private Optional<String> fill(String text, Map<String, Node> variables, At at) {
    var filled = new StringBuilder();
    var complete = true;
    var variable = VARIABLE.matcher(text);
    int end = 0;
    while (variable.find()) {
      var value = value(variable.group(1), variables, at);
      complete &= value.isPresent();
      filled.append(text, end, variable.start()).append(value.orElse(""));
      end = variable.end();
    }
    filled.append(text, end, text.length());
    return complete ? Optional.of(filled.toString()) : Optional.empty();
  }

  private Optional<String> value(String name, Map<String, Node> variables, At at) {
    if (name.startsWith("!")) {
      return Optional.of("${" + name.substring(1) + "}");
    }
    var own = variables.get(name);
    return resolver.text(own != null ? own : resolver.names().inText(name, at));
  }
}
