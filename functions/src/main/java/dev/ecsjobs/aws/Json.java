package dev.ecsjobs.aws;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * JSON as plain values: {@code Map}, {@code List}, {@code String}, {@code Long}, {@code
 * BigDecimal}, {@code Boolean} and {@code null}.
 *
 * <p>The SDK's own reader and writer: they are loaded anyway, so JSON costs a cold start nothing,
 * where jackson-databind costs 14 %. They are not a promised API, hence this one class around them.
 */
public final class Json {
  private static final JsonNodeParser PARSER = JsonNodeParser.builder().build();
  private static final String END = "the end";

  private Json() {}

  /** Reads exactly one JSON value; throws {@link MalformedJson} with the reader's words. */
  public static Object read(byte[] json) {
    return read(new String(json, StandardCharsets.UTF_8));
  }

  public static Object read(String json) {
    // With a last word behind it: the reader stops after the first value and would overlook what
    // follows.
    byte[] inArray = ("[" + json + "\n,\"" + END + "\"]").getBytes(StandardCharsets.UTF_8);
    try {
      var values = PARSER.parse(new ByteArrayInputStream(inArray)).asArray();
      if (values.size() == 2 && values.getLast().text().equals(END)) {
        return plain(values.getFirst());
      }
    } catch (RuntimeException e) { // the reader's own exceptions are of several unrelated types
      throw new MalformedJson(e);
    }
    throw new MalformedJson("not one JSON value: " + json);
  }

  /** Reads a JSON object; anything else is malformed too. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> readObject(String json) {
    if (read(json) instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    throw new MalformedJson("not a JSON object: " + json);
  }

  public static String write(Object value) {
    var writer = JsonWriter.create();
    write(writer, value);
    return new String(writer.getBytes(), StandardCharsets.UTF_8);
  }

  /** The text is no JSON. */
  public static final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedJson(Throwable cause) {
      super(cause.getMessage(), cause);
    }

    MalformedJson(String message) {
      super(message);
    }
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      var map = new LinkedHashMap<String, Object>();
      node.asObject().forEach((key, value) -> map.put(key, plain(value)));
      return map;
    }
    if (node.isArray()) {
      var list = new ArrayList<Object>();
      node.asArray().forEach(value -> list.add(plain(value)));
      return list;
    }
    if (node.isNumber()) {
      return Numbers.plain(node.asNumber());
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isNull() ? null : node.text();
  }

  private static void write(JsonWriter writer, Object value) {
    switch (value) {
      case null -> writer.writeNull();
      case Map<?, ?> map -> {
        writer.writeStartObject();
        map.forEach(
            (key, child) -> {
              writer.writeFieldName(key.toString());
              write(writer, child);
            });
        writer.writeEndObject();
      }
      case List<?> list -> {
        writer.writeStartArray();
        list.forEach(child -> write(writer, child));
        writer.writeEndArray();
      }
      case Boolean bool -> writer.writeValue(bool);
      case Integer number -> writer.writeValue(number);
      case Long number -> writer.writeValue(number);
      case BigDecimal number -> writer.writeNumber(number.toPlainString());
      case Double number -> writer.writeValue(number);
      default -> writer.writeValue(value.toString());
    }
  }
}
