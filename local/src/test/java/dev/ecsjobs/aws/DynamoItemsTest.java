package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.exited;
import static dev.ecsjobs.engine.EngineFixtures.fullJob;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.engine.EngineFixtures.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Notify;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items as others see them: the index, the stream's filter, DynamoDB's expiry, an operator. */
class DynamoItemsTest {
  private static final Duration RETENTION = Duration.ofDays(400);
  private static FreshTable table;

  private DynamoDbClient dynamo;
  private DynamoRunStore store;

  @BeforeAll
  static void open(@TempDir Path folder) {
    table = new FreshTable(folder);
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @BeforeEach
  void beginEmpty() {
    dynamo = table.empty();
    store = new DynamoRunStore(dynamo, table.name(), RETENTION);
  }

  @ParameterizedTest
  @MethodSource("dev.ecsjobs.engine.EngineFixtures#inEveryState")
  void aRunIsInTheIndexOrExpiresButNeverBoth(Run run) {
    store.claim(run);
    var item = item("run#" + run.id(), "run");
    assertEquals("run", item.get("kind").s());
    boolean finished = run.finished().isPresent();
    assertEquals(finished, item.containsKey("result"));
    assertEquals(finished, item.containsKey("expiresAt"));
    assertEquals(!finished, item.containsKey("dueShard"));
    assertEquals(!finished, item.containsKey("dueAt"));
  }

  @Test
  void anUnfinishedRunIsDueInOneOfEightShardsAtASortableTime() {
    var run = launching(fullJob(REPORT), ONE_O_CLOCK);
    store.claim(run);
    var item = item("run#" + run.id(), "run");
    assertTrue(item.get("dueShard").s().matches("[0-7]"), item + "");
    assertEquals("2026-03-01T01:01:00.000Z", item.get("dueAt").s());
  }

  @Test
  void runsAreSpreadOverTheShards() {
    var job = EngineFixtures.job(REPORT, Concurrency.ALLOW);
    IntStream.range(0, 60).forEach(i -> store.claim(launching(job, ONE_O_CLOCK.plusSeconds(i))));
    Set<String> shards =
        dynamo.scan(r -> r.tableName(table.name())).items().stream()
            .map(item -> item.get("dueShard").s())
            .collect(Collectors.toSet());
    assertEquals(Set.of("0", "1", "2", "3", "4", "5", "6", "7"), shards);
  }

  @Test
  void aFinishedRunExpiresWhenItsRetentionIsOver() {
    var run = succeeded(fullJob(REPORT), ONE_O_CLOCK);
    store.claim(launching(run.job(), ONE_O_CLOCK));
    store.commit(launching(run.job(), ONE_O_CLOCK), run);
    var item = item("run#" + run.id(), "run");
    assertEquals("SUCCEEDED", item.get("result").s());
    assertEquals(run.finished().orElseThrow().at().plus(RETENTION), expiry(item));
  }

  /** The stream's filter lets it through, this once. */
  @Test
  void aRunThatGoesOnIsMarkedJustWhenThereIsNewsOfIt() {
    var job = EngineFixtures.job(REPORT, Concurrency.ALLOW);
    var wanting = new Notify(1, Optional.empty(), true, Optional.empty());
    var launching = launching(job.with(wanting), ONE_O_CLOCK);
    var failed = exited(launching, ONE_O_CLOCK.plusSeconds(30), 1);
    var again = after(failed, new Signal.Due(ONE_O_CLOCK.plusSeconds(600)));
    store.claim(launching);
    assertFalse(item("run#" + launching.id(), "run").containsKey("news"));
    store.commit(launching, failed);
    assertEquals("true", item("run#" + launching.id(), "run").get("news").s());
    assertEquals(failed, store.load(launching.id()).orElseThrow());
    store.commit(failed, again);
    assertFalse(item("run#" + launching.id(), "run").containsKey("news"));
  }

  @Test
  void whatIsSaidOfARunThatGoesOnExpiresSoonAfterItsRecordInTheStream() {
    var event = new RunEvent.RetryScheduled(ONE_O_CLOCK, 2, ONE_O_CLOCK, "");
    var message = new Message("Job Run Retrying", ONE_O_CLOCK, Map.of("what", "It failed."));
    var id = EngineFixtures.id(REPORT, ONE_O_CLOCK);
    new DynamoHistory(dynamo, table.name(), RETENTION).keep(id, event, () -> message);
    var item = item("news#" + id, "RetryScheduled#2026-03-01T01:00:00.000Z");
    assertEquals(ONE_O_CLOCK.plus(Duration.ofDays(2)), expiry(item));
    assertEquals("news", item.get("kind").s());
  }

  @Test
  void aJobsLockNamesTheRunThatHoldsItAndIsEmptiedByItsEnd() {
    var run = launching(fullJob(REPORT), ONE_O_CLOCK);
    store.claim(run);
    assertEquals(
        List.of(run.id().toString()), item("job#nightly-report", "active").get("active").ss());
    store.commit(run, succeeded(run.job(), ONE_O_CLOCK));
    assertFalse(item("job#nightly-report", "active").containsKey("active"));
  }

  @Test
  void aHistoryRowExpiresWithItsRunAndTheJobsRollUpNever() {
    var run = succeeded(fullJob(REPORT), ONE_O_CLOCK);
    new DynamoHistory(dynamo, table.name(), RETENTION).record(RunSummary.of(run).orElseThrow());
    var row = item("history#nightly-report", "2026-03-01T01:00:00.000Z#20260301T010000Z");
    assertEquals("history", row.get("kind").s());
    assertEquals(run.finished().orElseThrow().at().plus(RETENTION), expiry(row));
    var job = item("jobs", "nightly-report");
    assertEquals("job", job.get("kind").s());
    assertFalse(job.containsKey("expiresAt"));
  }

  private static Instant expiry(Map<String, AttributeValue> item) {
    return Instant.ofEpochSecond(Long.parseLong(item.get("expiresAt").n()));
  }

  private Map<String, AttributeValue> item(String pk, String sk) {
    var key = Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    return dynamo.getItem(r -> r.tableName(table.name()).key(key)).item();
  }
}
