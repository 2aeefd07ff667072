package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.engine.Watermark;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The watermark in DynamoDB: the item {@code pk = schedules}, {@code sk = checkedUntil}. */
public final class DynamoWatermark implements Watermark {
  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", text("schedules"), "sk", text("checkedUntil"));

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoWatermark(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Instant> read() {
    var item = dynamo.getItem(r -> r.tableName(table).key(KEY).consistentRead(true)).item();
    return Optional.ofNullable(item.get("reached")).map(reached -> Instant.parse(reached.s()));
  }

  @Override
  public void advance(Instant to) {
    try {
      dynamo.updateItem(
          r ->
              r.tableName(table)
                  .key(KEY)
                  .updateExpression("SET reached = :to")
                  .conditionExpression("attribute_not_exists(reached) OR reached < :to")
                  .expressionAttributeValues(Map.of(":to", text(Times.sortable(to)))));
    } catch (ConditionalCheckFailedException e) {
      return; // another sweep came further
    }
  }
}
