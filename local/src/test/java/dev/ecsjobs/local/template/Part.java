package dev.ecsjobs.local.template;

import dev.ecsjobs.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A piece of a template as one deployment has it: functions and conditions are resolved, and where
 * it was written is still known.
 *
 * @param value a {@code List<Part>}, a {@code Map<String, Part>}, text, a number, a flag, or null
 *     where nothing was written
 */
public record Part(Path file, Place place, String path, Object value) {

  /** What stands under these names, one inside the other; a part that is not there if nothing. */
  public Part get(String... names) {
    var part = this;
    for (var name : names) {
      part = part.entries().getOrDefault(name, part.missing(name));
    }
    return part;
  }

  private Part missing(String name) {
    return new Part(file, place, path.isEmpty() ? name : path + "." + name, null);
  }

  public boolean exists() {
    return value != null;
  }

  /** A text, a number or a flag; empty where there is none. */
  public String text() {
    return value == null || value instanceof List<?> || value instanceof Map<?, ?>
        ? ""
        : value.toString();
  }

  public boolean isTrue() {
    return text().equals("true");
  }

  /** A number, or -1 where there is none. */
  public int number() {
    return text().matches("\\d{1,9}") ? Integer.parseInt(text()) : -1;
  }

  /** The elements of a list; one value is a list of one, as it is in IAM. */
  @SuppressWarnings("unchecked") // only Deployment makes parts
  public List<Part> items() {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> (List<Part>) list;
      default -> List.of(this);
    };
  }

  public List<String> texts() {
    return items().stream().map(Part::text).toList();
  }

  @SuppressWarnings("unchecked") // only Deployment makes parts
  public Map<String, Part> entries() {
    return value instanceof Map<?, ?> map ? (Map<String, Part>) map : Map.of();
  }

  /** This part and all inside it. */
  public Stream<Part> all() {
    var inner = value instanceof List<?> ? items().stream() : entries().values().stream();
    return Stream.concat(Stream.of(this), inner.flatMap(Part::all));
  }

  /** As {@link dev.ecsjobs.aws.Json} writes it. */
  public Object tree() {
    return switch (value) {
      case List<?> _ -> new ArrayList<>(items().stream().map(Part::tree).toList());
      case Map<?, ?> _ -> {
        var fields = new LinkedHashMap<String, Object>();
        entries().forEach((name, part) -> fields.put(name, part.tree()));
        yield fields;
      }
      case null, default -> value;
    };
  }

  public Problem problem(String what, String fix) {
    return new Problem(place.in(file) + " " + path, what, fix);
  }
}
