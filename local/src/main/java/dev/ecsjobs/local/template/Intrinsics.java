package dev.ecsjobs.local.template;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.template.Node.Broken;
import dev.ecsjobs.local.template.Node.Call;
import dev.ecsjobs.local.template.Node.Scalar;
import dev.ecsjobs.local.template.Node.Sequence;
import dev.ecsjobs.local.template.Node.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The intrinsic functions. */
final class Intrinsics {
  private static final List<String> KNOWN =
      List.of(
          "Ref",
          "Fn::Sub",
          "Fn::GetAtt",
          "Fn::If",
          "Fn::Join",
          "Fn::Select",
          "Fn::Split",
          "Fn::FindInMap",
          "Fn::Base64",
          "Fn::ToJsonString");

  private final Resolver resolver;
  private final Lookup lookup;
  private final Problems problems;

  Intrinsics(Resolver resolver, Lookup lookup, Problems problems) {
    this.resolver = resolver;
    this.lookup = lookup;
    this.problems = problems;
  }

  Value call(Call call) {
    var argument = call.argument();
    Optional<Value> result =
        switch (call.function()) {
          case "Ref" -> resolver.text(argument).map(name -> resolver.names().ref(name, call.at()));
          case "Fn::GetAtt" -> attribute(call);
          case "Fn::Sub" -> new Substitution(resolver).apply(call).map(text(call));
          case "Fn::If" -> branch(call);
          case "Fn::Join" -> join(call);
          case "Fn::Select" -> select(call);
          case "Fn::Split" -> split(call);
          case "Fn::FindInMap" -> find(call);
          case "Fn::Base64" -> resolver.text(argument).map(Intrinsics::base64).map(text(call));
          case "Fn::ToJsonString" ->
              Optional.of(resolver.tree(argument)).map(Json::write).map(text(call));
          case "Fn::ImportValue" -> imported(call);
          default -> refused(call);
        };
    return result.orElseGet(() -> new Broken(call.at()));
  }

  private Optional<Value> imported(Call call) {
    var value = resolver.text(call.argument()).flatMap(n -> resolver.elsewhere(n, call.at()));
    if (value.isEmpty()) {
      problems.add(
          call.at(),
          "what another stack exports is not known on one machine",
          "Use a parameter with a Default instead of Fn::ImportValue");
    }
    return value;
  }

  private Optional<Value> refused(Call call) {
    switch (call.function()) {
      case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition" ->
          problems.add(
              call.at(),
              call.function() + " gives no value",
              "Put it in the section Conditions and ask with !If [Name, then, else]");
      default -> problems.unknown(call.at(), "function", call.function(), KNOWN);
    }
    return Optional.empty();
  }

  private Optional<Value> attribute(Call call) {
    var parts =
        call.argument() instanceof Sequence
            ? arguments(call, 2).flatMap(list -> resolver.texts(call.argument()))
            : resolver.text(call.argument()).map(text -> List.of(text.split("\\.", 2)));
    if (parts.isPresent() && parts.get().size() != 2) {
      problems.add(call.at(), "names no attribute", "Write !GetAtt Resource.Attribute");
      return Optional.empty();
    }
    return parts.map(p -> resolver.names().attribute(p.get(0), p.get(1), call.at()));
  }

  private Optional<Value> branch(Call call) {
    return arguments(call, 3)
        .flatMap(
            list ->
                resolver
                    .text(list.get(0))
                    .flatMap(name -> resolver.conditions().holds(name, list.get(0).at()))
                    .map(holds -> resolver.resolve(list.get(holds ? 1 : 2))));
  }

  private Optional<Value> join(Call call) {
    return arguments(call, 2)
        .flatMap(
            list -> {
              var delimiter = resolver.text(list.get(0));
              var texts = resolver.texts(list.get(1));
              return delimiter.flatMap(by -> texts.map(parts -> String.join(by, parts)));
            })
        .map(text(call));
  }

  private Optional<Value> select(Call call) {
    return arguments(call, 2)
        .flatMap(
            list -> {
              var index = resolver.text(list.get(0));
              var items = resolver.list(list.get(1));
              return index.flatMap(at -> items.flatMap(values -> element(call, at, values)));
            });
  }

  private Optional<Value> element(Call call, String index, List<Value> items) {
    if (index.matches("\\d{1,6}") && Integer.parseInt(index) < items.size()) {
      return Optional.of(items.get(Integer.parseInt(index)));
    }
    problems.add(
        call.at(),
        "there is no element " + index + " in a list of " + items.size(),
        "Count from 0, and make sure that the list is long enough");
    return Optional.empty();
  }

  private Optional<Value> split(Call call) {
    return arguments(call, 2)
        .flatMap(
            list -> {
              var delimiter = resolver.text(list.get(0));
              var text = resolver.text(list.get(1));
              return delimiter.flatMap(by -> text.map(whole -> whole.split(Pattern.quote(by), -1)));
            })
        .map(
            parts ->
                new Sequence(
                    call.at(),
                    Stream.of(parts).<Node>map(part -> Scalar.text(call.at(), part)).toList()));
  }

  private Optional<Value> find(Call call) {
    return arguments(call, 3)
        .flatMap(list -> resolver.texts(call.argument()))
        .flatMap(keys -> lookup.find(keys.get(0), keys.get(1), keys.get(2), call.at()));
  }

  private Optional<List<Node>> arguments(Call call, int count) {
    if (call.argument() instanceof Sequence list && list.items().size() == count) {
      return Optional.of(list.items());
    }
    problems.add(
        call.at(),
        call.function() + " takes a list of " + count + " arguments",
        "Write it as AWS documents it");
    return Optional.empty();
  }

  private static Function<String, Value> text(Call call) {
    return text -> Scalar.text(call.at(), text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
