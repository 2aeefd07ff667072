package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class TablesTest {

  @Test
  void aTableOfAnEarlierVersionKeepsItsItemsAndGetsTheIndexesItLacks(@TempDir Path folder) {
    var catalog = TestTemplate.real().catalog(folder);
    var table = catalog.template().tables().getFirst().name();
    try (var dynamo = DynamoDbLocal.inMemory()) {
      createAsBefore(table, dynamo.client());
      var item = Map.of("pk", AttributeValue.fromS("job#a"), "sk", AttributeValue.fromS("active"));
      dynamo.client().putItem(r -> r.tableName(table).item(item));

      catalog.createTables(dynamo.client());
      catalog.createTables(dynamo.client()); // the next start finds all there

      var described = dynamo.client().describeTable(r -> r.tableName(table)).table();
      assertEquals(
          catalog.template().tables().getFirst().indexes().stream()
              .map(index -> index.name())
              .collect(Collectors.toSet()),
          described.globalSecondaryIndexes().stream()
              .map(GlobalSecondaryIndexDescription::indexName)
              .collect(Collectors.toSet()));
      assertTrue(dynamo.client().getItem(r -> r.tableName(table).key(item)).hasItem());
    }
  }

  private static void createAsBefore(String table, DynamoDbClient dynamo) {
    dynamo.createTable(
        r ->
            r.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(text("pk"), text("sk")))
                .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))));
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
