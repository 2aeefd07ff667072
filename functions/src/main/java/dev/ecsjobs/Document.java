package dev.ecsjobs;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A JSON object as plain values ({@code Map}, {@code List}, {@code String}, {@code Long}, {@code
 * BigDecimal}, {@code Boolean}): the one form in which runs and jobs are stored, sent and shown.
 *
 * <p>What is absent is left out. Reading is for documents written here; what users write is read by
 * {@code JobDocument}, which tells every problem.
 */
public final class Document {
  private final Map<String, Object> fields;

  public Document() {
    this(new LinkedHashMap<>());
  }

  private Document(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Reads a document that was written by this class. */
  @SuppressWarnings("unchecked")
  public static Document reading(Object object) {
    return new Document((Map<String, Object>) object);
  }

  public Map<String, Object> fields() {
    return fields;
  }

  /** Puts a value in its JSON form; an empty {@code Optional}, list or map is left out. */
  public Document put(String name, Object value) {
    var plain = plain(value);
    if (plain != null) {
      fields.put(name, plain);
    }
    return this;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Document::plain).orElse(null);
      case OptionalInt optional -> optional.isPresent() ? (long) optional.getAsInt() : null;
      case Integer number -> number.longValue();
      case Double number -> decimal(number);
      case List<?> list -> list.isEmpty() ? null : list.stream().map(Document::plain).toList();
      case Map<?, ?> map -> map.isEmpty() ? null : map;
      case Long _, Boolean _ -> value;
      default -> value.toString(); // texts, enums, instants, durations: as they print themselves
    };
  }

  private static Object decimal(double number) {
    return number == Math.rint(number) ? (Object) (long) number : BigDecimal.valueOf(number);
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new NoSuchElementException("no field " + name + " in " + fields));
  }

  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(fields.get(name)).map(Object::toString);
  }

  public int integer(String name) {
    return Integer.parseInt(text(name));
  }

  public long count(String name) {
    return Long.parseLong(text(name));
  }

  public OptionalInt optionalInteger(String name) {
    var value = optionalText(name);
    return value.isPresent() ? OptionalInt.of(Integer.parseInt(value.get())) : OptionalInt.empty();
  }

  public Instant instant(String name) {
    return Instant.parse(text(name));
  }

  public Optional<Instant> optionalInstant(String name) {
    return optionalText(name).map(Instant::parse);
  }

  public Optional<Duration> optionalDuration(String name) {
    return optionalText(name).map(Duration::parse);
  }

  public Document object(String name) {
    return optionalObject(name)
        .orElseThrow(() -> new NoSuchElementException("no field " + name + " in " + fields));
  }

  public Optional<Document> optionalObject(String name) {
    return Optional.ofNullable(fields.get(name)).map(Document::reading);
  }

  public List<String> texts(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  public List<Document> objects(String name) {
    var objects = new ArrayList<Document>();
    if (fields.get(name) instanceof List<?> list) {
      list.forEach(object -> objects.add(reading(object)));
    }
    return objects;
  }
}
