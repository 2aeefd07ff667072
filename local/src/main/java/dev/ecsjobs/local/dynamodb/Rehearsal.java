package dev.ecsjobs.local.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Walks the calls a start makes, so that the JVM can archive their classes after a build. */
public final class Rehearsal {
  private static final String TABLE = "rehearsal";

  private Rehearsal() {}

  public static void main(String[] arguments) {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      DynamoDbClient client = local.client();
      createTable(client);
      Map<String, AttributeValue> key = Map.of("pk", AttributeValue.fromS("a"));
      Put claim =
          Put.builder()
              .tableName(TABLE)
              .item(key)
              .conditionExpression("attribute_not_exists(pk)")
              .build();
      client.transactWriteItems(
          t -> t.transactItems(TransactWriteItem.builder().put(claim).build()));
      client.getItem(g -> g.tableName(TABLE).key(key));
      client.query(
          q ->
              q.tableName(TABLE)
                  .keyConditionExpression("pk = :k")
                  .expressionAttributeValues(Map.of(":k", AttributeValue.fromS("a"))));
      local.streams().listStreams(l -> l.tableName(TABLE));
    }
  }

  private static void createTable(DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build()));
  }
}
