package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.engine.LaunchLease;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The lease in DynamoDB: the item {@code pk = launches}, {@code sk = lease}, with {@code holder},
 * {@code since} and {@code heldUntil} while somebody has it.
 */
public final class DynamoLaunchLease implements LaunchLease {
  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", text("launches"), "sk", text("lease"));

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoLaunchLease(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** Not a consistent read: every launch asks, and half the price buys an answer that will do. */
  @Override
  public boolean isHeld(Instant now) {
    var item = dynamo.getItem(r -> r.tableName(table).key(KEY)).item();
    return item.containsKey("heldUntil")
        && item.get("heldUntil").s().compareTo(Times.sortable(now)) > 0;
  }

  @Override
  public boolean take(String holder, Instant now, Instant until) {
    return update(
        UpdateItemRequest.builder()
            .updateExpression("SET holder = :holder, since = :now, heldUntil = :until")
            .conditionExpression(
                "attribute_not_exists(holder) OR holder = :holder OR heldUntil <= :now"
                    + " OR since <= :long")
            .expressionAttributeValues(
                Map.of(
                    ":holder", text(holder),
                    ":now", text(Times.sortable(now)),
                    ":until", text(Times.sortable(until)),
                    ":long", text(Times.sortable(now.minus(TENURE))))));
  }

  @Override
  public boolean keep(String holder, Instant until) {
    return update(
        UpdateItemRequest.builder()
            .updateExpression("SET heldUntil = :until")
            .conditionExpression("holder = :holder")
            .expressionAttributeValues(
                Map.of(":holder", text(holder), ":until", text(Times.sortable(until)))));
  }

  @Override
  public void release(String holder) {
    var _ =
        update(
            UpdateItemRequest.builder()
                .updateExpression("REMOVE holder, since, heldUntil")
                .conditionExpression("holder = :holder")
                .expressionAttributeValues(Map.of(":holder", text(holder))));
  }

  private boolean update(UpdateItemRequest.Builder update) {
    try {
      dynamo.updateItem(update.tableName(table).key(KEY).build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
