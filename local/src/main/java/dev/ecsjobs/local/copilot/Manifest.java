package dev.ecsjobs.local.copilot;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A manifest's fields by their paths, and what was to be said of them. */
final class Manifest {
  private final Map<?, ?> fields;
  private final Set<String> taken = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> notes = new ArrayList<>();

  private Manifest(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** As Copilot deploys it to an environment, whose own values win; empty means to none. */
  static Manifest of(Map<?, ?> fields, Optional<String> environment) {
    var environments = fields.get("environments") instanceof Map<?, ?> map ? map : Map.of();
    if (environment.isEmpty()) {
      return new Manifest(fields);
    }
    var base = new LinkedHashMap<Object, Object>(fields);
    base.remove("environments");
    var own = environments.get(environment.get());
    var manifest = new Manifest(own instanceof Map<?, ?> map ? merged(base, map) : base);
    if (!environments.containsKey(environment.get())) {
      manifest.problem(
          "environments",
          "has no " + environment.get(),
          environments.isEmpty()
              ? "Leave --env out"
              : "Pass --env with one of "
                  + environments.keySet().stream()
                      .map(Object::toString)
                      .collect(Collectors.joining(", ")));
    }
    return manifest;
  }

  private static Map<Object, Object> merged(Map<?, ?> base, Map<?, ?> over) {
    var merged = new LinkedHashMap<Object, Object>(base);
    over.forEach(
        (key, value) ->
            merged.merge(
                key,
                value == null ? "" : value,
                (old, own) ->
                    old instanceof Map<?, ?> a && own instanceof Map<?, ?> b ? merged(a, b) : own));
    return merged;
  }

  /** What stands under a path such as {@code on.schedule}; it counts as carried over. */
  Optional<Object> value(String path) {
    taken.add(path);
    Object value = fields;
    for (var key : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return Optional.ofNullable(value);
  }

  Optional<String> text(String path) {
    return value(path)
        .flatMap(
            value -> {
              if (value instanceof Map || value instanceof List) {
                problem(path, "is no single value", "Write one value");
                return Optional.empty();
              }
              return Optional.of(value.toString());
            });
  }

  Optional<Integer> number(String path) {
    return text(path)
        .flatMap(
            text -> {
              if (text.matches("\\d{1,7}")) {
                return Optional.of(Integer.valueOf(text));
              }
              problem(path, "is '" + text + "'", "Write a whole number");
              return Optional.empty();
            });
  }

  /** Keys and values of a map, in their order. */
  Map<String, Object> map(String path) {
    var entries = new LinkedHashMap<String, Object>();
    value(path)
        .ifPresent(
            value -> {
              if (value instanceof Map<?, ?> map) {
                map.forEach((key, inner) -> entries.put(key.toString(), inner));
              } else {
                problem(path, "is no map", "Write one NAME: value a line");
              }
            });
    return entries;
  }

  List<String> texts(String path) {
    return value(path)
        .map(
            value ->
                value instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of(value.toString()))
        .orElse(List.of());
  }

  /** Without it there is no job. */
  void problem(String path, String what, String fix) {
    problems.add(new Problem(path, what, fix));
  }

  /** There is a job, but it is not all that the manifest says. */
  void note(String path, String what, String fix) {
    notes.add(new Problem(path, what, fix));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<Problem> notes() {
    return List.copyOf(notes);
  }

  /** The paths nobody has asked for. */
  List<String> leftOver() {
    var paths = new ArrayList<String>();
    leftOver(fields, "", paths);
    return paths;
  }

  private void leftOver(Map<?, ?> map, String prefix, List<String> paths) {
    map.forEach(
        (key, value) -> {
          var path = prefix + key;
          if (taken.contains(path) || value == null) {
            return;
          }
          var partly = taken.stream().anyMatch(other -> other.startsWith(path + "."));
          if (partly && value instanceof Map<?, ?> inner) {
            leftOver(inner, path + ".", paths);
          } else {
            paths.add(path);
          }
        });
  }
}
