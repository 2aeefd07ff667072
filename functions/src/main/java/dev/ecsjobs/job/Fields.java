package dev.ecsjobs.job;

import dev.ecsjobs.NearNames;
import dev.ecsjobs.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Reads the fields of one JSON object and remembers every problem, so that all are told at once.
 */
final class Fields {
  private final Map<?, ?> object;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> known = new TreeSet<>();

  Fields(Map<?, ?> object, String path, List<Problem> problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  Optional<Object> value(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name));
  }

  Optional<String> text(String name) {
    return value(name)
        .flatMap(
            value -> {
              if (value instanceof String text && text.isBlank()) {
                problem(at(name), "is empty", "Give a text or leave the field out");
                return Optional.empty();
              }
              return textAt(at(name), value);
            });
  }

  Optional<String> requiredText(String name, String fix) {
    if (value(name).isEmpty()) {
      problem(at(name), "is missing", fix);
      return Optional.empty();
    }
    if (value(name).get() instanceof String text && text.isBlank()) {
      problem(at(name), "is empty", fix);
      return Optional.empty();
    }
    return text(name);
  }

  OptionalInt integer(String name, int min, int max) {
    var value = value(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    return integerAt(at(name), value.get(), min, max);
  }

  Optional<Double> number(String name, double min, double max) {
    return value(name)
        .flatMap(
            value -> {
              if (value instanceof Number given) {
                double number = given.doubleValue();
                if (number >= min && number <= max) {
                  return Optional.of(number);
                }
              }
              problem(
                  at(name),
                  "is " + shown(value),
                  "Give a number from " + plain(min) + " to " + plain(max));
              return Optional.empty();
            });
  }

  Optional<Boolean> flag(String name) {
    return value(name)
        .flatMap(
            value -> {
              if (value instanceof Boolean flag) {
                return Optional.of(flag);
              }
              problem(at(name), "is " + shown(value), "Give true or false, without quotes");
              return Optional.empty();
            });
  }

  Optional<Duration> duration(String name, Duration min, Duration max) {
    return text(name)
        .flatMap(
            text -> {
              try {
                var duration = Duration.parse(text);
                if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                  return Optional.of(duration);
                }
                problem(at(name), "is " + text, "Give at least " + min + " and at most " + max);
              } catch (DateTimeParseException e) {
                problem(
                    at(name),
                    "is " + shown(text) + ", which is no duration",
                    "Write it as ISO 8601 has it: PT30S, PT5M, PT2H, P1D");
              }
              return Optional.empty();
            });
  }

  <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
    return text(name)
        .flatMap(
            text -> {
              var names = Stream.of(type.getEnumConstants()).map(Enum::name).toList();
              if (names.contains(text)) {
                return Optional.of(Enum.valueOf(type, text));
              }
              problem(at(name), "is " + shown(text), "Use one of " + String.join(", ", names));
              return Optional.empty();
            });
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    each(name, (where, item) -> textAt(where, item).ifPresent(texts::add));
    return texts;
  }

  /** Each item of a list with its place. */
  void each(String name, BiConsumer<String, Object> action) {
    var items = items(name);
    for (int i = 0; i < items.size(); i++) {
      action.accept(at(name) + "[" + i + "]", items.get(i));
    }
  }

  Map<String, String> textByName(String name) {
    var texts = new LinkedHashMap<String, String>();
    value(name)
        .ifPresent(
            value -> {
              if (value instanceof Map<?, ?> map) {
                map.forEach(
                    (key, text) ->
                        textAt(at(name) + "." + key, text)
                            .ifPresent(t -> texts.put(key.toString(), t)));
              } else {
                problem(at(name), "is " + shown(value), "Give an object of texts by name");
              }
            });
    return texts;
  }

  Optional<Fields> object(String name) {
    return value(name).flatMap(value -> objectAt(at(name), value));
  }

  List<Fields> objects(String name) {
    var objects = new ArrayList<Fields>();
    each(name, (where, item) -> objectAt(where, item).ifPresent(objects::add));
    return objects;
  }

  /** To be called last: every field that nobody asked for is a mistake, most often of spelling. */
  void nothingElse() {
    for (Object name : object.keySet()) {
      if (!known.contains(name.toString())) {
        problem(at(name.toString()), "is not a known field", NearNames.fix(name.toString(), known));
      }
    }
  }

  void problem(String where, String what, String fix) {
    problems.add(new Problem(where, what, fix));
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  String path() {
    return path;
  }

  static String shown(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "\"" + text + "\"";
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "a list";
      default -> value.toString();
    };
  }

  private List<?> items(String name) {
    var value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof List<?> list) {
      return list;
    }
    problem(at(name), "is " + shown(value.get()), "Give a list, in [ ]");
    return List.of();
  }

  private Optional<Fields> objectAt(String where, Object value) {
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new Fields(map, where, problems));
    }
    problem(where, "is " + shown(value), "Give an object, in { }");
    return Optional.empty();
  }

  private Optional<String> textAt(String where, Object value) {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    problem(where, "is " + shown(value), "Give a text, in quotes");
    return Optional.empty();
  }

  private OptionalInt integerAt(String where, Object value, int min, int max) {
    if (value instanceof Long number && number >= min && number <= max) {
      return OptionalInt.of(number.intValue());
    }
    problem(where, "is " + shown(value), "Give a whole number from " + min + " to " + max);
    return OptionalInt.empty();
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
