package dev.ecsjobs.aws;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes plain values as JSON, on one line. */
final class JsonWriter {
  private final StringBuilder json = new StringBuilder(1024);

  static String write(Object value) {
    var writer = new JsonWriter();
    writer.value(value);
    return writer.json.toString();
  }

  private void value(Object value) {
    switch (value) {
      case null -> json.append("null");
      case String text -> text(text);
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case Boolean bool -> json.append((boolean) bool);
      case Integer number -> json.append((int) number);
      case Long number -> json.append((long) number);
      case BigDecimal number -> json.append(number.toPlainString());
      case Double number when Double.isFinite(number) -> json.append((double) number);
      default -> text(value.toString());
    }
  }

  private void object(Map<?, ?> fields) {
    char before = '{';
    for (var field : fields.entrySet()) {
      json.append(before);
      text(field.getKey().toString());
      json.append(':');
      value(field.getValue());
      before = ',';
    }
    json.append(fields.isEmpty() ? "{}" : "}");
  }

  private void array(List<?> elements) {
    char before = '[';
    for (var element : elements) {
      json.append(before);
      value(element);
      before = ',';
    }
    json.append(elements.isEmpty() ? "[]" : "]");
  }

  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
