package dev.ecsjobs.engine;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table's stream: finished runs as DynamoDB tells of them. */
final class SimulatedStream {
  private SimulatedStream() {}

  static DynamodbEvent event(List<Run> finished) {
    var event = new DynamodbEvent();
    event.setRecords(finished.stream().map(SimulatedStream::record).toList());
    return event;
  }

  private static DynamodbStreamRecord record(Run run) {
    var image = new LinkedHashMap<String, Object>(RunDocument.of(run).fields());
    image.put("kind", "run");
    var stream = new StreamRecord();
    stream.setNewImage(attributes(image));
    var record = new DynamodbStreamRecord();
    record.setEventName("MODIFY");
    record.setDynamodb(stream);
    return record;
  }

  private static Map<String, AttributeValue> attributes(Map<?, ?> fields) {
    var attributes = new LinkedHashMap<String, AttributeValue>();
    fields.forEach((name, value) -> attributes.put(name.toString(), attribute(value)));
    return attributes;
  }

  private static AttributeValue attribute(Object value) {
    var attribute = new AttributeValue();
    return switch (value) {
      case String text -> attribute.withS(text);
      case Boolean bool -> attribute.withBOOL(bool);
      case Number number -> attribute.withN(number.toString());
      case List<?> list -> attribute.withL(list.stream().map(v -> attribute(v)).toList());
      case Map<?, ?> map -> attribute.withM(attributes(map));
      default -> throw new AssertionError("a type not known here: " + value);
    };
  }
}
