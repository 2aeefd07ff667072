package dev.ecsjobs.aws;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads runs, and the gates beside them, as they are at this moment. */
final class RunReads {
  private static final int MOST_KEYS_A_READ = 100;

  private final DynamoDbClient dynamo;
  private final String table;

  RunReads(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  Optional<Run> run(RunId id) {
    var item = item(RunItem.key(id));
    return item.isEmpty() ? Optional.empty() : Optional.of(RunItem.read(item));
  }

  /** Empty if there is none. */
  Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    return dynamo.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
  }

  /** Those that are there. */
  Set<RunId> recorded(Collection<RunId> runs) {
    var recorded = new HashSet<RunId>();
    var left = new ArrayList<>(runs.stream().distinct().map(RunItem::key).toList());
    while (!left.isEmpty()) {
      var page = left.subList(0, Math.min(MOST_KEYS_A_READ, left.size()));
      var keys =
          KeysAndAttributes.builder()
              .keys(page)
              .projectionExpression("pk")
              .consistentRead(true)
              .build();
      var answer = dynamo.batchGetItem(r -> r.requestItems(Map.of(table, keys)));
      page.clear();
      answer
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> recorded.add(RunItem.id(item)));
      // What was too much for one answer is asked for again.
      if (answer.unprocessedKeys().containsKey(table)) {
        left.addAll(answer.unprocessedKeys().get(table).keys());
      }
    }
    return recorded;
  }
}
