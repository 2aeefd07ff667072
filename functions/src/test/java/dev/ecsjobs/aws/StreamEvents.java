package dev.ecsjobs.aws;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of the table's stream, made from JSON as the Lambda runtime does. */
public final class StreamEvents {
  private StreamEvents() {}

  public static DynamodbEvent read(String json) {
    var event = new DynamodbEvent();
    event.setRecords(list(Json.readObject(json).get("Records")).stream().map(r -> one(r)).toList());
    return event;
  }

  private static DynamodbStreamRecord one(Object json) {
    var fields = object(json);
    var stream = new StreamRecord();
    if (object(fields.get("dynamodb")).get("NewImage") instanceof Map<?, ?> image) {
      stream.setNewImage(attributes(image));
    }
    var one = new DynamodbStreamRecord();
    one.setEventName(fields.get("eventName").toString());
    one.setDynamodb(stream);
    return one;
  }

  private static Map<String, AttributeValue> attributes(Map<?, ?> image) {
    var attributes = new LinkedHashMap<String, AttributeValue>();
    image.forEach((name, value) -> attributes.put(name.toString(), attribute(object(value))));
    return attributes;
  }

  private static AttributeValue attribute(Map<?, ?> typed) {
    var attribute = new AttributeValue();
    var value = typed.values().iterator().next();
    return switch (typed.keySet().iterator().next().toString()) {
      case "S" -> attribute.withS(value.toString());
      case "N" -> attribute.withN(value.toString());
      case "BOOL" -> attribute.withBOOL((Boolean) value);
      case "SS" -> attribute.withSS(list(value).stream().map(Object::toString).toList());
      case "L" -> attribute.withL(list(value).stream().map(v -> attribute(object(v))).toList());
      case "M" -> attribute.withM(attributes(object(value)));
      default -> throw new AssertionError("a type not known here: " + typed);
    };
  }

  private static Map<?, ?> object(Object json) {
    return (Map<?, ?>) json;
  }

  private static List<?> list(Object json) {
    return (List<?>) json;
  }
}
