package dev.ecsjobs.local.template;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code DynamoDB} events. */
final class StreamReader {
  /** Lambda's own default. */
  private static final int BATCH_SIZE = 100;

  private static final Pattern STREAM = Pattern.compile("arn:[^/]*:table/([^/]+)/stream/.+");

  private final Stack stack;
  private final List<Table> tables;

  private StreamReader(Stack stack, List<Table> tables) {
    this.stack = stack;
    this.tables = tables;
  }

  static List<StreamSource> read(Stack stack, List<Table> tables) {
    var reading = new StreamReader(stack, tables);
    return stack
        .events("DynamoDB")
        .filter(event -> event.properties().flag("Enabled").orElse(true))
        .map(reading::stream)
        .toList();
  }

  private StreamSource stream(Stack.Event event) {
    var properties = event.properties();
    var arn = properties.requiredText("Stream", "Add !GetAtt TABLE.StreamArn");
    return new StreamSource(
        event.function(),
        arn.isEmpty() ? "" : table(arn, properties.at("Stream")),
        properties.block("FilterCriteria").map(StreamReader::filters).orElse(List.of()),
        properties.count("BatchSize").orElse(BATCH_SIZE));
  }

  private String table(String arn, At at) {
    var name = STREAM.matcher(arn);
    Optional<Table> table =
        name.matches()
            ? tables.stream().filter(t -> t.name().equals(name.group(1))).findFirst()
            : Optional.empty();
    if (table.isEmpty()) {
      stack
          .problems()
          .add(
              at,
              "'" + arn + "' is not the stream of a table in this template",
              "Use !GetAtt TABLE.StreamArn");
      return "";
    }
    if (table.get().streamView().isEmpty()) {
      stack
          .problems()
          .add(
              at,
              "the table " + table.get().name() + " has no stream",
              "Add StreamSpecification with a StreamViewType to the table");
    }
    return table.get().name();
  }

  private static List<String> filters(Block criteria) {
    return criteria.blocks("Filters").stream().flatMap(f -> f.json("Pattern").stream()).toList();
  }
}
