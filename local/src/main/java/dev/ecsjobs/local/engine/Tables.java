package dev.ecsjobs.local.engine;

import dev.ecsjobs.local.template.Table;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** The template's tables, created as it describes them. */
final class Tables {
  private Tables() {}

  /** Creates what is not there yet; a table that is there keeps its data and its shape. */
  static void create(List<Table> tables, DynamoDbClient dynamo) {
    var existing = dynamo.listTablesPaginator().tableNames().stream().collect(Collectors.toSet());
    tables.stream()
        .filter(table -> !existing.contains(table.name()))
        .forEach(table -> dynamo.createTable(request(table)));
  }

  private static CreateTableRequest request(Table table) {
    var request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                table.attributeTypes().entrySet().stream()
                    .map(
                        type ->
                            AttributeDefinition.builder()
                                .attributeName(type.getKey())
                                .attributeType(type.getValue())
                                .build())
                    .toList())
            .keySchema(keys(table.keys()));
    var global = table.indexes().stream().filter(Table.Index::global).map(Tables::global).toList();
    var local = table.indexes().stream().filter(i -> !i.global()).map(Tables::local).toList();
    if (!global.isEmpty()) {
      request.globalSecondaryIndexes(global);
    }
    if (!local.isEmpty()) {
      request.localSecondaryIndexes(local);
    }
    table
        .streamView()
        .ifPresent(
            view -> request.streamSpecification(s -> s.streamEnabled(true).streamViewType(view)));
    return request.build();
  }

  private static GlobalSecondaryIndex global(Table.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.keys()))
        .projection(projection(index))
        .build();
  }

  private static LocalSecondaryIndex local(Table.Index index) {
    return LocalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.keys()))
        .projection(projection(index))
        .build();
  }

  private static Projection projection(Table.Index index) {
    var projection = Projection.builder().projectionType(index.projection());
    return index.included().isEmpty()
        ? projection.build()
        : projection.nonKeyAttributes(index.included()).build();
  }

  private static List<KeySchemaElement> keys(List<Table.Key> keys) {
    return keys.stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.attribute())
                    .keyType(key.role())
                    .build())
        .toList();
  }
}
