package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.number;
import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.engine.History;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * History in DynamoDB, beside the runs: a row for each run ({@code pk = history#job}, {@code sk =
 * requestedAt#key}) and a roll-up for each job ({@code pk = jobs}, {@code sk = job}).
 */
public final class DynamoHistory implements History {
  private static final int MOST_CONFLICTS = 20;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Duration retention;

  public DynamoHistory(DynamoDbClient dynamo, String table, Duration retention) {
    this.dynamo = dynamo;
    this.table = table;
    this.retention = retention;
  }

  @Override
  public boolean record(RunSummary run) {
    for (int conflicts = 1; ; conflicts++) {
      try {
        dynamo.transactWriteItems(r -> r.transactItems(row(run), rollUp(run)));
        return true;
      } catch (TransactionCanceledException e) {
        if ("ConditionalCheckFailed".equals(e.cancellationReasons().getFirst().code())) {
          return false;
        }
        // Another run of the job was rolled up meanwhile: take its roll-up into account.
        if (conflicts == MOST_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  private TransactWriteItem row(RunSummary run) {
    var item = Attributes.of(run.document());
    item.put("pk", text("history#" + run.run().job()));
    item.put("sk", text(Times.sortable(run.requestedAt()) + "#" + run.run().key()));
    item.put("kind", text("history"));
    item.put("expiresAt", number(run.finishedAt().plus(retention).getEpochSecond()));
    return put(Put.builder().item(item).conditionExpression("attribute_not_exists(pk)"));
  }

  private TransactWriteItem rollUp(RunSummary run) {
    var job = run.run().job();
    var key = jobKey(job);
    var before = dynamo.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    var summary =
        before.isEmpty() ? JobSummary.none(job) : JobSummary.read(Attributes.document(before));
    var item = Attributes.of(summary.plus(run).document());
    item.putAll(key);
    item.put("kind", text("job"));
    item.put("version", number(summary.runs() + 1));
    return put(
        before.isEmpty()
            ? Put.builder().item(item).conditionExpression("attribute_not_exists(pk)")
            : Put.builder()
                .item(item)
                .conditionExpression("version = :version")
                .expressionAttributeValues(Map.of(":version", number(summary.runs()))));
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder().put(put.tableName(table).build()).build();
  }

  @Override
  public List<RunSummary> runs(JobName job, int limit) {
    return query("history#" + job, false)
        .limit(limit)
        .map(item -> RunSummary.read(Attributes.document(item)))
        .toList();
  }

  @Override
  public List<JobSummary> jobs() {
    return query("jobs", true).map(item -> JobSummary.read(Attributes.document(item))).toList();
  }

  /** Pages are read as far as the stream is. */
  private Stream<Map<String, AttributeValue>> query(String pk, boolean forward) {
    return dynamo
        .queryPaginator(
            r ->
                r.tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text(pk)))
                    .scanIndexForward(forward))
        .items()
        .stream();
  }

  private static Map<String, AttributeValue> jobKey(JobName job) {
    return Map.of("pk", text("jobs"), "sk", text(job.value()));
  }
}
