package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The sparse index {@code due} of unfinished runs. Who waits for a time is in one of the shards
 * {@code 0} to {@code 7}, by that time. Who waits for the launch quota is in one of {@code
 * backlog-0} to {@code backlog-3}, and its {@code dueAt} is its urgency, written so that the order
 * of the texts is that of the turns: whoever launches them need read no more than it launches.
 */
final class DueItems {
  /** One index partition takes 1,000 writes a second; eight are beyond what ECS can launch. */
  private static final int SHARDS = 8;

  /** A run comes into the backlog once and leaves it once, so that fewer do. */
  private static final int BACKLOG_SHARDS = 4;

  private final DynamoDbClient dynamo;
  private final String table;

  DueItems(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** Adds to a run's item what the index needs; nothing if nothing is to be done later. */
  static void put(Run run, Map<String, AttributeValue> item) {
    var urgency = run.urgency();
    if (urgency.isPresent()) {
      item.put("dueShard", text(backlogShard(shard(run.id(), BACKLOG_SHARDS))));
      item.put("dueAt", text(sortable(urgency.get())));
    } else if (run.dueAt().isPresent()) {
      item.put("dueShard", text(Integer.toString(shard(run.id(), SHARDS))));
      item.put("dueAt", text(Times.sortableNotBefore(run.dueAt().get())));
    }
  }

  private static int shard(RunId id, int shards) {
    return Math.floorMod(id.toString().hashCode(), shards);
  }

  private static String backlogShard(int number) {
    return "backlog-" + number;
  }

  /** The highest priority has the smallest number, of three digits like all. */
  private static String sortable(Urgency urgency) {
    int last = 5 * Admission.HIGHEST_PRIORITY - urgency.priority();
    return last + "#" + Times.sortable(urgency.latest()) + "#" + Times.sortable(urgency.dueAt());
  }

  List<RunId> due(Instant until, int limit) {
    var found = new ArrayList<Found>();
    for (int shard = 0; shard < SHARDS; shard++) {
      var values =
          Map.of(":shard", text(Integer.toString(shard)), ":until", text(Times.sortable(until)));
      query(
          r ->
              r.keyConditionExpression("dueShard = :shard AND dueAt <= :until")
                  .expressionAttributeValues(values),
          limit,
          found);
    }
    return first(found, limit);
  }

  List<RunId> backlog(int limit) {
    var found = new ArrayList<Found>();
    for (int shard = 0; shard < BACKLOG_SHARDS; shard++) {
      var values = Map.of(":shard", text(backlogShard(shard)));
      query(
          r -> r.keyConditionExpression("dueShard = :shard").expressionAttributeValues(values),
          limit,
          found);
    }
    return first(found, limit);
  }

  private record Found(String at, RunId run) {}

  private void query(Consumer<QueryRequest.Builder> what, int limit, List<Found> found) {
    dynamo
        .query(r -> what.accept(r.tableName(table).indexName("due").limit(limit)))
        .items()
        .forEach(item -> found.add(new Found(item.get("dueAt").s(), RunItem.id(item))));
  }

  private static List<RunId> first(List<Found> found, int limit) {
    return found.stream()
        .sorted(Comparator.comparing(Found::at))
        .limit(limit)
        .map(Found::run)
        .toList();
  }
}
