package dev.ecsjobs.bench.cost;

import java.io.IOException;
import java.util.Properties;

/** The dated table of prices, and what is assumed besides. */
final class Prices {
  private final Properties table = new Properties();

  private Prices() throws IOException {
    try (var file = Prices.class.getResourceAsStream("prices.properties")) {
      table.load(file);
    }
  }

  static Prices read() throws IOException {
    return new Prices();
  }

  double of(String name) {
    return Double.parseDouble(text(name));
  }

  String text(String name) {
    var text = table.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is not in prices.properties");
    }
    return text.strip();
  }

  /** How long a call of AWS is assumed to take. */
  double millis(String action) {
    return switch (action) {
      case "TransactWriteItems" -> of("assumed.millis.transaction");
      case "GetItem", "PutItem", "UpdateItem", "Query", "BatchGetItem" ->
          of("assumed.millis.dynamodb");
      case "RunTask" -> of("assumed.millis.RunTask");
      default -> of("assumed.millis.other");
    };
  }
}
