package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.engine.Pauses;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Pauses in DynamoDB, each twice: on the job's item, where the claim of a run meets it, and in the
 * list {@code pk = pauses}.
 */
public final class DynamoPauses implements Pauses {
  private static final String LIST = "pauses";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoPauses(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public boolean pause(Pause pause) {
    return Patience.whileConflicting(
        () ->
            transact(
                update(
                    pause.job(),
                    "SET pause = :pause",
                    "attribute_not_exists(pause) AND"
                        + " (attribute_not_exists(resumedAt) OR resumedAt < :since)",
                    Map.of(
                        ":pause", GateItem.of(pause),
                        ":since", text(Times.sortable(pause.since())))),
                TransactWriteItem.builder()
                    .put(p -> p.tableName(table).item(listed(pause)))
                    .build()));
  }

  @Override
  public Optional<Pause> resume(JobName job, Instant at) {
    var key = GateItem.key(job);
    var item = dynamo.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    // Of two clocks one may be slow: the pause ends all the same.
    var now = text(Times.sortable(at));
    var before = item.getOrDefault("resumedAt", now);
    var latest = before.s().compareTo(now.s()) > 0 ? before : now;
    Patience.whileConflicting(
        () ->
            transact(
                update(
                    job,
                    "SET resumedAt = :at REMOVE pause",
                    "attribute_not_exists(resumedAt) OR resumedAt <= :at",
                    Map.of(":at", latest)),
                TransactWriteItem.builder()
                    .delete(d -> d.tableName(table).key(listKey(job)))
                    .build()));
    return GateItem.pause(item);
  }

  @Override
  public List<Pause> paused() {
    return dynamo
        .queryPaginator(
            r ->
                r.tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text(LIST))))
        .items()
        .stream()
        .map(item -> GateItem.pause(item).orElseThrow())
        .toList();
  }

  private TransactWriteItem update(
      JobName job, String expression, String condition, Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .update(
            u ->
                u.tableName(table)
                    .key(GateItem.key(job))
                    .updateExpression(expression)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values))
        .build();
  }

  /** False if the condition did not hold. */
  private boolean transact(TransactWriteItem... items) {
    try {
      dynamo.transactWriteItems(r -> r.transactItems(items));
      return true;
    } catch (TransactionCanceledException e) {
      if ("ConditionalCheckFailed".equals(e.cancellationReasons().getFirst().code())) {
        return false;
      }
      throw e;
    }
  }

  private static Map<String, AttributeValue> listed(Pause pause) {
    return Map.of("pk", text(LIST), "sk", text(pause.job().value()), "pause", GateItem.of(pause));
  }

  private static Map<String, AttributeValue> listKey(JobName job) {
    return Map.of("pk", text(LIST), "sk", text(job.value()));
  }
}
