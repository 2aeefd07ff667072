package dev.ecsjobs.aws;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON as plain values: {@code Map}, {@code List}, {@code String}, {@code Long}, {@code
 * BigDecimal}, {@code Boolean} and {@code null}.
 *
 * <p>A reader and a writer of our own: a library's are a hundred classes more to load in each cold
 * start.
 */
public final class Json {
  private Json() {}

  /** Reads exactly one JSON value; throws {@link MalformedJson} with the reader's words. */
  public static Object read(byte[] json) {
    return read(new String(json, StandardCharsets.UTF_8));
  }

  public static Object read(String json) {
    return JsonReader.read(json);
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
    return JsonWriter.write(value);
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
}
