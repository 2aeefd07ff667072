package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.number;
import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Runs in DynamoDB, one item each: {@code pk = run#job/key}, the run's document, {@code dueShard}
 * and {@code dueAt} while unfinished (the sparse index {@code due}), {@code expiresAt} afterwards.
 * The lock of a job is the set {@code active} of the item {@code pk = job#name}.
 */
public final class DynamoRunStore implements RunStore {
  /** One index partition takes 1,000 writes a second; eight are beyond what ECS can launch. */
  private static final int SHARDS = 8;

  private static final int MOST_TRANSACTION_CONFLICTS = 20;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Duration retention;

  /**
   * @param retention how long finished runs are kept
   */
  public DynamoRunStore(DynamoDbClient dynamo, String table, Duration retention) {
    this.dynamo = dynamo;
    this.table = table;
    this.retention = retention;
  }

  @Override
  public Optional<Run> load(RunId id) {
    var item = dynamo.getItem(r -> r.tableName(table).key(runKey(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(run(item));
  }

  @Override
  public Claim claim(Run run) {
    var put =
        Put.builder()
            .tableName(table)
            .item(item(run))
            .conditionExpression("attribute_not_exists(pk)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return holdsLock(run)
        ? claimWithLock(run, put)
        : put(put).<Claim>map(item -> new Claim.Taken(run(item))).orElseGet(Claim.Claimed::new);
  }

  private Claim claimWithLock(Run run, Put put) {
    var lock =
        Update.builder()
            .tableName(table)
            .key(jobKey(run.job().name()))
            .updateExpression("ADD active :run")
            .conditionExpression("attribute_not_exists(active)")
            .expressionAttributeValues(Map.of(":run", activeSet(run)))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    var failed = transact(put, lock);
    if (failed.isEmpty()) {
      return new Claim.Claimed();
    }
    if (isConditionFailed(failed.get(0))) {
      return new Claim.Taken(run(failed.get(0).item()));
    }
    var holder = failed.get(1).item().get("active").ss().getFirst();
    return new Claim.Blocked(RunId.parse(holder).orElseThrow());
  }

  @Override
  public boolean commit(Run before, Run after) {
    var put =
        Put.builder()
            .tableName(table)
            .item(item(after))
            .conditionExpression("version = :version")
            .expressionAttributeValues(Map.of(":version", number(before.version())))
            .build();
    boolean unlocks = holdsLock(before) && !holdsLock(after);
    return unlocks ? commitAndUnlock(after, put) : put(put).isEmpty();
  }

  /** Empty if it went through; otherwise the item that failed its condition. */
  private Optional<Map<String, AttributeValue>> put(Put put) {
    for (int conflicts = 1; ; conflicts++) {
      try {
        dynamo.putItem(
            r ->
                r.tableName(table)
                    .item(put.item())
                    .conditionExpression(put.conditionExpression())
                    .expressionAttributeValues(
                        put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return Optional.empty();
      } catch (ConditionalCheckFailedException e) {
        return Optional.of(e.item());
      } catch (TransactionConflictException e) {
        // A transaction is under way on the item; the condition was not looked at.
        if (conflicts == MOST_TRANSACTION_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  private boolean commitAndUnlock(Run after, Put put) {
    var unlock =
        Update.builder()
            .tableName(table)
            .key(jobKey(after.job().name()))
            .updateExpression("DELETE active :run")
            .expressionAttributeValues(Map.of(":run", activeSet(after)))
            .build();
    return transact(put, unlock).isEmpty();
  }

  /** Empty if it went through; otherwise, in order, what each part says. */
  private List<CancellationReason> transact(Put put, Update update) {
    for (int conflicts = 1; ; conflicts++) {
      try {
        dynamo.transactWriteItems(
            r ->
                r.transactItems(
                    TransactWriteItem.builder().put(put).build(),
                    TransactWriteItem.builder().update(update).build()));
        return List.of();
      } catch (TransactionCanceledException e) {
        var reasons = e.cancellationReasons();
        if (reasons.stream().anyMatch(DynamoRunStore::isConditionFailed)) {
          return reasons;
        }
        // Another transaction touched the same item at the same moment: neither's condition failed.
        boolean conflict =
            reasons.stream().anyMatch(reason -> "TransactionConflict".equals(reason.code()));
        if (!conflict || conflicts == MOST_TRANSACTION_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public List<RunId> due(Instant until, int limit) {
    record Due(String at, RunId run) {}
    var due = new ArrayList<Due>();
    for (int shard = 0; shard < SHARDS; shard++) {
      String key = Integer.toString(shard);
      dynamo
          .query(
              r ->
                  r.tableName(table)
                      .indexName("due")
                      .keyConditionExpression("dueShard = :shard AND dueAt <= :until")
                      .expressionAttributeValues(
                          Map.of(":shard", text(key), ":until", text(Times.sortable(until))))
                      .limit(limit))
          .items()
          .forEach(item -> due.add(new Due(item.get("dueAt").s(), runId(item))));
    }
    return due.stream().sorted(Comparator.comparing(Due::at)).limit(limit).map(Due::run).toList();
  }

  private Map<String, AttributeValue> item(Run run) {
    var item = Attributes.of(RunDocument.of(run));
    item.putAll(runKey(run.id()));
    item.put("kind", text("run"));
    run.dueAt()
        .ifPresent(
            at -> {
              item.put("dueShard", text(shard(run.id())));
              item.put("dueAt", text(Times.sortableNotBefore(at)));
            });
    run.finished()
        .ifPresent(end -> item.put("expiresAt", number(end.at().plus(retention).getEpochSecond())));
    return item;
  }

  private static Run run(Map<String, AttributeValue> item) {
    return RunDocument.read(Attributes.document(item));
  }

  private static Map<String, AttributeValue> runKey(RunId id) {
    return Map.of("pk", text("run#" + id), "sk", text("run"));
  }

  private static RunId runId(Map<String, AttributeValue> key) {
    return RunId.parse(key.get("pk").s().substring("run#".length())).orElseThrow();
  }

  private static Map<String, AttributeValue> jobKey(JobName job) {
    return Map.of("pk", text("job#" + job), "sk", text("active"));
  }

  private static AttributeValue activeSet(Run run) {
    return AttributeValue.fromSs(List.of(run.id().toString()));
  }

  private static String shard(RunId id) {
    return Integer.toString(Math.floorMod(id.toString().hashCode(), SHARDS));
  }

  private static boolean holdsLock(Run run) {
    return run.job().concurrency() == Concurrency.FORBID && run.finished().isEmpty();
  }

  private static boolean isConditionFailed(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code());
  }
}
