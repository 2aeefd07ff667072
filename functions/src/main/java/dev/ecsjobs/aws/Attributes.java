package dev.ecsjobs.aws;

import dev.ecsjobs.Document;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Documents as DynamoDB items and back. */
final class Attributes {
  private Attributes() {}

  static Map<String, AttributeValue> of(Document document) {
    return map(document.fields());
  }

  static Document document(Map<String, AttributeValue> item) {
    return Document.reading(plainMap(item));
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static Map<String, AttributeValue> map(Map<?, ?> fields) {
    var item = new LinkedHashMap<String, AttributeValue>();
    fields.forEach((name, value) -> item.put(name.toString(), attribute(value)));
    return item;
  }

  private static AttributeValue attribute(Object value) {
    return switch (value) {
      case Map<?, ?> map -> AttributeValue.fromM(map(map));
      case List<?> list -> AttributeValue.fromL(list.stream().map(Attributes::attribute).toList());
      case Boolean bool -> AttributeValue.fromBool(bool);
      case Long number -> number(number);
      case BigDecimal number -> AttributeValue.fromN(number.toPlainString());
      default -> AttributeValue.fromS(value.toString());
    };
  }

  private static Map<String, Object> plainMap(Map<String, AttributeValue> item) {
    var fields = new LinkedHashMap<String, Object>();
    item.forEach((name, value) -> fields.put(name, plain(value)));
    return fields;
  }

  private static Object plain(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> Numbers.plain(value.n());
      case BOOL -> value.bool();
      case M -> plainMap(value.m());
      case L -> {
        var list = new ArrayList<Object>();
        value.l().forEach(element -> list.add(plain(element)));
        yield list;
      }
      case SS -> value.ss();
      case NUL, NS, B, BS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("never written here: " + value.type());
    };
  }
}
