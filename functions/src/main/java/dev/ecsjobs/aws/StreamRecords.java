package dev.ecsjobs.aws;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.ecsjobs.Document;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Records of the table's stream, read as runs. */
public final class StreamRecords {
  private StreamRecords() {}

  /** Stands in a run's item just when something happened to it that is told though it goes on. */
  static final String NEWS = "news";

  /**
   * The runs among the new images of which something is to be told, in the stream's order; other
   * items of the table are passed over.
   */
  public static List<Run> runs(DynamodbEvent event) {
    return event.getRecords().stream()
        .map(record -> record.getDynamodb().getNewImage())
        .filter(Objects::nonNull) // a deletion has none
        .map(StreamRecords::plain)
        .filter(item -> "run".equals(item.get("kind")))
        .filter(item -> item.containsKey("result") || item.containsKey(NEWS))
        .map(item -> RunDocument.read(Document.reading(item)))
        .toList();
  }

  private static Map<String, Object> plain(Map<String, AttributeValue> item) {
    var fields = new LinkedHashMap<String, Object>();
    item.forEach((name, value) -> fields.put(name, plain(value)));
    return fields;
  }

  private static Object plain(AttributeValue value) {
    if (value.getS() != null) {
      return value.getS();
    }
    if (value.getN() != null) {
      return Numbers.plain(value.getN());
    }
    if (value.getBOOL() != null) {
      return value.getBOOL();
    }
    if (value.getM() != null) {
      return plain(value.getM());
    }
    if (value.getL() != null) {
      return value.getL().stream().map(StreamRecords::plain).toList();
    }
    if (value.getSS() != null) {
      return value.getSS();
    }
    throw new IllegalStateException("never written here: " + value);
  }
}
