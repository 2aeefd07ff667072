package dev.ecsjobs.local.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A small table with a sparse index and a stream, as these tests need it. */
final class Runs {
  static final String TABLE = "runs";
  static final String INDEX = "due";

  private Runs() {}

  static void create(DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("slot"), text("dueAt"))
                .keySchema(key("pk", KeyType.HASH))
                .globalSecondaryIndexes(dueIndex())
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  private static GlobalSecondaryIndex dueIndex() {
    return GlobalSecondaryIndex.builder()
        .indexName(INDEX)
        .keySchema(key("slot", KeyType.HASH), key("dueAt", KeyType.RANGE))
        .projection(p -> p.projectionType(ProjectionType.ALL))
        .build();
  }

  static Map<String, AttributeValue> item(String key, String value) {
    return Map.of("pk", AttributeValue.fromS(key), "value", AttributeValue.fromS(value));
  }

  static void put(DynamoDbClient client, String key, String value) {
    client.putItem(p -> p.tableName(TABLE).item(item(key, value)));
  }

  static void putDue(DynamoDbClient client, String key, String dueAt) {
    Map<String, AttributeValue> item = new HashMap<>(item(key, ""));
    item.put("slot", AttributeValue.fromS("0"));
    item.put("dueAt", AttributeValue.fromS(dueAt));
    client.putItem(p -> p.tableName(TABLE).item(item));
  }

  /** The value under this key, or nothing. */
  static String get(DynamoDbClient client, String key) {
    var answer =
        client.getItem(
            g ->
                g.tableName(TABLE)
                    .consistentRead(true)
                    .key(Map.of("pk", AttributeValue.fromS(key))));
    return answer.hasItem() ? answer.item().get("value").s() : "";
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
