package dev.ecsjobs.aws;

import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The template's table on DynamoDB Local, empty whenever it is asked for. */
final class FreshTable implements AutoCloseable {
  private final Catalog catalog;
  private final DynamoDbLocal dynamo = DynamoDbLocal.inMemory();

  FreshTable(Path folder) {
    catalog = TestTemplate.real().catalog(folder);
  }

  String name() {
    return catalog.template().tables().getFirst().name();
  }

  DynamoDbClient empty() {
    var client = dynamo.client();
    client.listTables().tableNames().forEach(table -> client.deleteTable(r -> r.tableName(table)));
    catalog.createTables(client);
    return client;
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
