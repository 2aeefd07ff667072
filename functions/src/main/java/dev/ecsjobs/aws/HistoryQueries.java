package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Position;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * How the rows of the history are found, by Query alone. A job's rows stand together in the table;
 * the index {@code results} has all jobs' rows of one result together. Runs of several results are
 * merged from as many queries, each read no further than the page goes.
 *
 * <p>The index has one partition for each result, so it takes some 500 runs a second; beyond that
 * the function that writes them waits and repeats, and no run waits for it.
 */
final class HistoryQueries {
  private static final String INDEX = "results";

  /** A page is twenty rows or so: a whole megabyte, read for them at once, is slow. */
  private static final int FILTERED_A_READ = 400;

  /** A job with more runs has most of them beside few failures. */
  private static final long MANY = 10_000;

  /** Positions begin with a year. */
  private static final String ABOVE_ALL = "a";

  private final DynamoDbClient dynamo;
  private final String table;

  HistoryQueries(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** What a row carries to be found by the index. */
  static Map<String, AttributeValue> indexed(RunSummary run) {
    return Map.of(
        "historyResult", text(run.result().name()), "historyAt", text(Position.of(run).text()));
  }

  /** The runs that are wanted, in order, read as far as the stream is. */
  Stream<RunSummary> runs(HistoryQuery query) {
    return query.job().isPresent() && query.results().contains(RunResult.SUCCEEDED)
        ? read(ofJob(query, query.job().get()), query)
        : ofResults(query);
  }

  /**
   * As the other one, of a job of which it is known how many runs it had: a look for its failures
   * ends with the last, and there are two places to look for them, among its own runs or among the
   * failures of all.
   */
  Stream<RunSummary> runs(HistoryQuery query, JobSummary job) {
    long there = job.runs(query.results());
    if (there == 0) {
      return Stream.empty();
    }
    var runs = job.runs() > MANY ? ofResults(query) : read(ofJob(query, job.job()), query);
    return query.after().isPresent() ? runs : runs.limit(there);
  }

  private Stream<RunSummary> ofResults(HistoryQuery query) {
    return Merged.latestFirst(
        query.results().stream().map(result -> read(ofResult(query, result), query)).toList());
  }

  private QueryRequest ofJob(HistoryQuery query, JobName job) {
    var below = query.after().map(Position::inJob).orElse(ABOVE_ALL);
    var request = request("pk = :key AND sk < :below", "history#" + job, below);
    return query.results().equals(HistoryQuery.ALL_RESULTS)
        ? request.limit(query.limit() + 1).build()
        : request.applyMutation(r -> onlyOf(query.results(), r)).build();
  }

  private static void onlyOf(Set<RunResult> results, QueryRequest.Builder request) {
    var values = new HashMap<>(request.build().expressionAttributeValues());
    results.forEach(result -> values.put(":" + result, text(result.name())));
    var names = results.stream().map(result -> ":" + result).collect(Collectors.joining(", "));
    request
        .filterExpression("historyResult IN (" + names + ")")
        .limit(FILTERED_A_READ)
        .expressionAttributeValues(values);
  }

  private QueryRequest ofResult(HistoryQuery query, RunResult result) {
    var below = query.after().map(Position::text).orElse(ABOVE_ALL);
    var request =
        request("historyResult = :key AND historyAt < :below", result.name(), below)
            .indexName(INDEX);
    return query
        .job()
        .map(job -> request.applyMutation(r -> onlyOf(job, r)).build())
        .orElseGet(() -> request.limit(query.limit() + 1).build());
  }

  /** Left out there, what is of other jobs is neither sent nor read here. */
  private static void onlyOf(JobName job, QueryRequest.Builder request) {
    var values = new HashMap<>(request.build().expressionAttributeValues());
    values.put(":job", text(job.value()));
    request
        .filterExpression("#job = :job")
        .limit(FILTERED_A_READ)
        .expressionAttributeNames(Map.of("#job", "job"))
        .expressionAttributeValues(values);
  }

  private QueryRequest.Builder request(String condition, String key, String below) {
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression(condition)
        .expressionAttributeValues(Map.of(":key", text(key), ":below", text(below)))
        .scanIndexForward(false);
  }

  private Stream<RunSummary> read(QueryRequest request, HistoryQuery query) {
    return dynamo.queryPaginator(request).items().stream()
        .map(item -> RunSummary.read(Attributes.document(item)))
        .takeWhile(query::reaches)
        .filter(query::wants);
  }
}
