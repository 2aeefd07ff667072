package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.number;
import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.Document;
import dev.ecsjobs.engine.History;
import dev.ecsjobs.history.HistoryPage;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.Position;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * History in DynamoDB, beside the runs: a row for each run ({@code pk = history#job}, {@code sk =
 * requestedAt#key}; in the index {@code results} {@code historyResult} and {@code historyAt}) and a
 * roll-up for each job ({@code pk = jobs}, {@code sk = job}). What was said of a run that went on
 * is kept beside them for a while ({@code pk = news#job/key}, {@code sk = event#at}).
 */
public final class DynamoHistory implements History {
  private static final int MOST_CONFLICTS = 20;
  private static final String MESSAGE = "message";

  /** A stream's records live for a day, and so does what comes of them again. */
  private static final Duration NEWS_KEPT = Duration.ofDays(2);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Duration retention;
  private final HistoryQueries queries;

  public DynamoHistory(DynamoDbClient dynamo, String table, Duration retention) {
    this.dynamo = dynamo;
    this.table = table;
    this.retention = retention;
    this.queries = new HistoryQueries(dynamo, table);
  }

  @Override
  public Recorded record(RunSummary run, Function<JobSummary, Optional<Message>> message) {
    for (int conflicts = 1; ; conflicts++) {
      var before = job(run.run().job());
      var said = message.apply(before);
      try {
        dynamo.transactWriteItems(r -> r.transactItems(row(run, said), rolledUp(before, run)));
        return new Recorded(true, said);
      } catch (TransactionCanceledException e) {
        if ("ConditionalCheckFailed".equals(e.cancellationReasons().getFirst().code())) {
          return new Recorded(false, kept(rowKey(run)));
        }
        // Another run of the job was rolled up meanwhile: take its roll-up into account.
        if (conflicts == MOST_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public Message keep(RunId run, RunEvent event, Supplier<Message> message) {
    var key =
        Map.of(
            "pk",
            text("news#" + run),
            "sk",
            text(event.getClass().getSimpleName() + "#" + Times.sortable(event.at())));
    return kept(key).orElseGet(() -> keep(key, message.get()));
  }

  private Message keep(Map<String, AttributeValue> key, Message message) {
    var item = Attributes.of(new Document().put(MESSAGE, message.document().fields()));
    item.putAll(key);
    item.put("kind", text("news"));
    item.put("expiresAt", number(message.time().plus(NEWS_KEPT).getEpochSecond()));
    try {
      dynamo.putItem(
          r -> r.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
      return message;
    } catch (ConditionalCheckFailedException e) { // another delivery was faster
      return kept(key).orElse(message);
    }
  }

  @Override
  public JobSummary job(JobName job) {
    var key = jobKey(job);
    var item = dynamo.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    return item.isEmpty() ? JobSummary.none(job) : JobSummary.read(Attributes.document(item));
  }

  private TransactWriteItem row(RunSummary run, Optional<Message> message) {
    var item = item(run);
    message.ifPresent(
        m -> item.putAll(Attributes.of(new Document().put(MESSAGE, m.document().fields()))));
    return put(Put.builder().item(item).conditionExpression("attribute_not_exists(pk)"));
  }

  /** What was said before. */
  private Optional<Message> kept(Map<String, AttributeValue> key) {
    var item = dynamo.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    return Attributes.document(item).optionalObject(MESSAGE).map(Message::read);
  }

  private TransactWriteItem rolledUp(JobSummary before, RunSummary run) {
    var put = Put.builder().item(item(before.plus(run)));
    return put(
        before.version() == 0
            ? put.conditionExpression("attribute_not_exists(pk)")
            : put.conditionExpression("version = :version")
                .expressionAttributeValues(Map.of(":version", number(before.version()))));
  }

  private static Map<String, AttributeValue> rowKey(RunSummary run) {
    // An array's indexes have a place of their own: a history of runs is not one of indexes.
    var of = run.run().array().map(RunId::toString).orElse(run.run().job().value());
    return Map.of("pk", text("history#" + of), "sk", text(Position.of(run).inJob()));
  }

  /** A run's row. */
  Map<String, AttributeValue> item(RunSummary run) {
    var item = Attributes.of(run.document());
    item.putAll(rowKey(run));
    if (run.run().index().isEmpty()) {
      item.putAll(HistoryQueries.indexed(run));
    }
    item.put("kind", text("history"));
    item.put("expiresAt", number(run.finishedAt().plus(retention).getEpochSecond()));
    return item;
  }

  /** A job's roll-up. */
  static Map<String, AttributeValue> item(JobSummary job) {
    var item = Attributes.of(job.document());
    item.putAll(jobKey(job.job()));
    item.put("kind", text("job"));
    item.put("version", number(job.version()));
    return item;
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder().put(put.tableName(table).build()).build();
  }

  @Override
  public HistoryPage page(HistoryQuery query) {
    var runs =
        query
            .job()
            .filter(_ -> !query.results().contains(RunResult.SUCCEEDED))
            .map(job -> queries.runs(query, job(job)))
            .orElseGet(() -> queries.runs(query));
    return HistoryPage.of(runs, query.limit());
  }

  @Override
  public List<JobSummary> jobs() {
    return dynamo
        .queryPaginator(
            r ->
                r.tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text("jobs"))))
        .items()
        .stream()
        .map(item -> JobSummary.read(Attributes.document(item)))
        .toList();
  }

  private static Map<String, AttributeValue> jobKey(JobName job) {
    return Map.of("pk", text("jobs"), "sk", text(job.value()));
  }
}
