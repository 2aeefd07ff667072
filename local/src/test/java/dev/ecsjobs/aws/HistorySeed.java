package dev.ecsjobs.aws;

import dev.ecsjobs.cost.Architecture;
import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.history.AttemptSummary;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Fills a table with a history as long as one likes, to look at how long things take: {@code
 * HistorySeed DATABASE-FOLDER|memory RUNS}. Nothing is asserted about time; that depends on the
 * machine.
 */
final class HistorySeed {
  private static final int JOBS = 20;
  private static final int BATCH = 25;
  private static final Instant LAST = Instant.parse("2026-11-01T00:00:00Z");
  private static final Usage USAGE =
      Usage.of(
          new Tariff("eu-central-1", Capacity.FARGATE, Architecture.ARM64),
          new Size(256, 512),
          Duration.ofSeconds(75));

  private static final String WORDS = "20 lines of a log, and links. ".repeat(100);

  private final DynamoDbClient dynamo;
  private final String table;
  private final DynamoHistory history;
  private final Map<JobName, JobSummary> jobs = new LinkedHashMap<>();
  private final List<WriteRequest> batch = new ArrayList<>();
  private final Random random = new Random(1);

  HistorySeed(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.history = new DynamoHistory(dynamo, table, Duration.ofDays(4000));
  }

  /** Runs of twenty jobs, five minutes apart, one in twenty a failure. */
  void write(int runs) {
    for (int i = 0; i < runs; i++) {
      var run = run(i, runs);
      jobs.merge(
          run.run().job(),
          JobSummary.none(run.run().job()).plus(run),
          (before, _) -> before.plus(run));
      var row = history.item(run);
      if (run.result() == RunResult.FAILED) {
        row.put("message", AttributeValue.fromS(WORDS)); // log lines and links are most of it
      }
      write(row);
    }
    jobs.values().forEach(job -> write(DynamoHistory.item(job)));
    flush();
  }

  private RunSummary run(int i, int runs) {
    var job = new JobName("job-" + i % JOBS);
    var at = LAST.minus(Duration.ofMinutes(5L * ((runs - i) / JOBS))).plusMillis(i % JOBS);
    boolean failed = random.nextInt(20) == 0;
    var end = at.plusSeconds(20 + random.nextInt(100));
    var attempt =
        new AttemptSummary(
            1,
            Optional.of("arn:aws:ecs:eu-central-1:111122223333:task/jobs/%032x".formatted(i)),
            at,
            Optional.of(at.plusSeconds(15)),
            end,
            failed ? Optional.of(FailureKind.EXIT_CODE) : Optional.empty(),
            OptionalInt.of(failed ? 1 : 0),
            "Container main exited with code " + (failed ? 1 : 0) + ".",
            USAGE);
    return new RunSummary(
        RunId.scheduled(job, at),
        Optional.of(at),
        at,
        end,
        failed ? RunResult.FAILED : RunResult.SUCCEEDED,
        failed
            ? "Container main exited with code 1. 3 of 3 attempts are used up."
            : "It took 1 attempt.",
        List.of(attempt));
  }

  private void write(Map<String, AttributeValue> item) {
    batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
    if (batch.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    var left = Map.of(table, List.copyOf(batch));
    batch.clear();
    while (!left.isEmpty() && !left.values().iterator().next().isEmpty()) {
      var items = left;
      left = dynamo.batchWriteItem(r -> r.requestItems(items)).unprocessedItems();
    }
  }

  public static void main(String[] arguments) throws IOException {
    var catalog = TestTemplate.real().catalog(Files.createTempDirectory("seed"));
    var table = catalog.template().tables().getFirst().name();
    try (var dynamo = database(arguments[0])) {
      catalog.createTables(dynamo.client());
      var seed = new HistorySeed(dynamo.client(), table);
      timed("seeding", () -> seed.write(Integer.parseInt(arguments[1])));
      seed.look();
    }
  }

  private static DynamoDbLocal database(String where) {
    return where.equals("memory") ? DynamoDbLocal.inMemory() : DynamoDbLocal.on(Path.of(where));
  }

  /** Each three times: the first also warms up. */
  private void look() {
    var page = HistoryQuery.latest(20);
    var job = new JobName("job-7");
    var rare = new JobName("never-fails");
    var hour = LAST.minus(Duration.ofHours(1));
    for (int time = 0; time < 3; time++) {
      timed("jobs", history::jobs);
      timed("latest of all jobs", () -> history.page(page));
      timed("failures of all jobs", () -> history.page(page.with(HistoryQuery.FAILURES)));
      timed("a job's", () -> history.page(page.of(job)));
      timed("a job's failures", () -> history.page(page.of(job).with(HistoryQuery.FAILURES)));
      timed("of a job without any", () -> history.page(page.of(rare).with(HistoryQuery.FAILURES)));
      timed("an hour's", () -> history.page(page.since(hour)));
      timed("an hour's failures", () -> history.page(page.since(hour).with(HistoryQuery.FAILURES)));
      timed("a job's roll-up", () -> history.job(job));
      timed("the second page", () -> history.page(page.after(history.page(page).next().get())));
    }
  }

  private static void timed(String what, Runnable action) {
    long begin = System.nanoTime();
    action.run();
    System.out.printf("%-22s %,9d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
  }
}
