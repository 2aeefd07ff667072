package dev.ecsjobs.local.engine;

import dev.ecsjobs.local.template.Table;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** The template's tables, created as it describes them. */
final class Tables {
  private Tables() {}

  /** Creates what is not there yet; a table that is there keeps its data and gets new indexes. */
  static void create(List<Table> tables, DynamoDbClient dynamo) {
    var existing = dynamo.listTablesPaginator().tableNames().stream().collect(Collectors.toSet());
    for (var table : tables) {
      if (existing.contains(table.name())) {
        addIndexes(table, dynamo);
      } else {
        dynamo.createTable(request(table));
      }
    }
  }

  /** One at a time, which is all that DynamoDB allows. */
  private static void addIndexes(Table table, DynamoDbClient dynamo) {
    var existing =
        dynamo.describeTable(r -> r.tableName(table.name())).table().globalSecondaryIndexes();
    var names = existing.stream().map(index -> index.indexName()).collect(Collectors.toSet());
    for (var index : table.indexes()) {
      if (index.global() && !names.contains(index.name())) {
        var update = GlobalSecondaryIndexUpdate.builder().create(added(index)).build();
        dynamo.updateTable(
            r ->
                r.tableName(table.name())
                    .attributeDefinitions(attributes(table))
                    .globalSecondaryIndexUpdates(update));
        awaitIndexes(table, dynamo);
      }
    }
  }

  /** Until it is made it answers no query. */
  private static void awaitIndexes(Table table, DynamoDbClient dynamo) {
    while (dynamo
        .describeTable(r -> r.tableName(table.name()))
        .table()
        .globalSecondaryIndexes()
        .stream()
        .anyMatch(index -> index.indexStatus() != IndexStatus.ACTIVE)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static CreateGlobalSecondaryIndexAction added(Table.Index index) {
    return CreateGlobalSecondaryIndexAction.builder()
        .indexName(index.name())
        .keySchema(keys(index.keys()))
        .projection(projection(index))
        .build();
  }

  private static List<AttributeDefinition> attributes(Table table) {
    return table.attributeTypes().entrySet().stream()
        .map(
            type ->
                AttributeDefinition.builder()
                    .attributeName(type.getKey())
                    .attributeType(type.getValue())
                    .build())
        .toList();
  }

  private static CreateTableRequest request(Table table) {
    var request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes(table))
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
