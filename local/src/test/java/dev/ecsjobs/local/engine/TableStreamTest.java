package dev.ecsjobs.local.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.exited;
import static dev.ecsjobs.engine.EngineFixtures.inEveryState;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.engine.EngineFixtures.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.DynamoHistory;
import dev.ecsjobs.aws.DynamoRunStore;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Notify;
import dev.ecsjobs.lambda.SummaryHandler;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.template.StreamSource;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stream of the template's table, with the template's filter. */
class TableStreamTest {
  private static final Job JOB = EngineFixtures.job(REPORT, Concurrency.ALLOW);
  private static final Duration RETENTION = Duration.ofDays(400);

  @TempDir Path folder;
  private final DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
  private final Ledger ledger = new Ledger();
  private StreamSource source;
  private String table;
  private DynamoRunStore store;

  @BeforeEach
  void createTable() {
    var catalog = TestTemplate.real().catalog(folder);
    catalog.createTables(dynamo.client());
    source = catalog.template().streams().getFirst();
    table = source.table();
    store = new DynamoRunStore(dynamo.client(), table, RETENTION);
  }

  @AfterEach
  void close() {
    dynamo.close();
  }

  @Test
  void tellsOfEachFinishedRunOnceHoweverManyThereAre() {
    var ids = IntStream.range(0, source.batchSize() + 5).mapToObj(this::finish).toList();
    var stream = stream();
    for (int poll = 0; poll < 4; poll++) {
      stream.poll();
    }
    assertEquals(ids, ledger.told());
  }

  @Test
  void goesOnWhereItStoodAfterARestart() {
    finish(0);
    finish(1);
    stream().poll();
    var later = finish(2);
    stream().poll();
    assertEquals(List.of(id(0), id(1), later), ledger.told());
  }

  @Test
  void staysWhereItIsWhileTheFunctionFails() {
    finish(0);
    finish(1);
    var stream = stream();
    ledger.fail(true);
    assertThrows(IllegalStateException.class, stream::poll);
    assertThrows(IllegalStateException.class, stream::poll);
    assertFalse(Files.exists(position()));

    ledger.fail(false);
    stream.poll();
    stream.poll();
    assertEquals(List.of(id(0), id(1)), ledger.told());
  }

  @Test
  void isTakenUpByTheNextProcessWhereAFunctionFailed() {
    finish(0);
    stream().poll();
    finish(1);
    ledger.fail(true);
    assertThrows(IllegalStateException.class, stream()::poll);
    ledger.fail(false);
    stream().poll();
    assertEquals(List.of(id(0), id(1)), ledger.told());
  }

  @Test
  void isRecordedOnceWhenTheProcessDiedBeforeThePositionWasKept() throws Exception {
    var history = new DynamoHistory(dynamo.client(), table, RETENTION);
    finish(0);
    finish(1);
    for (int start = 0; start < 2; start++) {
      new TableStream(
              source,
              dynamo.streams(),
              Ledger.wired(history, source.function(), SummaryHandler.class.getName()),
              position())
          .poll();
      Files.delete(position());
    }
    assertEquals(2, history.jobs().getFirst().runs());
    assertEquals(2, history.runs(REPORT, 10).size());
  }

  @Test
  void isFilteredToTheRunsThatHaveFinished() {
    var history = new DynamoHistory(dynamo.client(), table, RETENTION);
    var finished = new ArrayList<String>();
    for (var run : inEveryState().map(Named::getPayload).toList()) {
      clear(); // deletions are in the stream as well
      store.claim(run);
      finished.addAll(matched("INSERT", run));
      clear();
      var before = launching(run.job(), ONE_O_CLOCK);
      store.claim(before);
      store.commit(before, run);
      finished.addAll(matched("MODIFY", run));
      RunSummary.of(run).ifPresent(history::record);
    }
    var stream =
        new TableStream(
            source,
            dynamo.streams(),
            ledger.functions(source.function(), EventKeeper.class.getName()),
            position());
    for (int poll = 0; poll < 20; poll++) { // at 25 records each far more than there are
      stream.poll();
    }
    assertEquals(finished, ledger.events().stream().flatMap(TableStreamTest::told).toList());
  }

  @Test
  void letsNewsOfARunThatGoesOnPassOnce() {
    var wanting = new Notify(1, Optional.empty(), true, Optional.empty());
    var launching = launching(JOB.with(wanting), ONE_O_CLOCK);
    var failed = exited(launching, ONE_O_CLOCK.plusSeconds(30), 1);
    var again = after(failed, new Signal.Due(ONE_O_CLOCK.plusSeconds(600)));
    store.claim(launching);
    store.commit(launching, failed);
    store.commit(failed, again);
    new TableStream(
            source,
            dynamo.streams(),
            ledger.functions(source.function(), EventKeeper.class.getName()),
            position())
        .poll();
    var states =
        ledger.events().stream()
            .flatMap(event -> Document.reading(event).objects("Records").stream())
            .map(r -> r.object("dynamodb").object("NewImage").object("state").text("S"))
            .toList();
    assertEquals(List.of("BackingOff"), states);
  }

  private static List<String> matched(String eventName, Run run) {
    return run.finished().stream().map(end -> eventName + " " + end.result()).toList();
  }

  private static Stream<String> told(Map<String, Object> event) {
    return Document.reading(event).objects("Records").stream()
        .map(
            record ->
                record.text("eventName")
                    + " "
                    + record.object("dynamodb").object("NewImage").object("result").text("S"));
  }

  private void clear() {
    for (var item : dynamo.client().scan(r -> r.tableName(table)).items()) {
      Map<String, AttributeValue> key = Map.of("pk", item.get("pk"), "sk", item.get("sk"));
      dynamo.client().deleteItem(r -> r.tableName(table).key(key));
    }
  }

  private RunId finish(int minute) {
    var time = ONE_O_CLOCK.plus(Duration.ofMinutes(minute));
    var launching = launching(JOB, time);
    store.claim(launching);
    store.commit(launching, exited(launching, time.plusSeconds(30), 0));
    return launching.id();
  }

  private static RunId id(int minute) {
    return succeeded(JOB, ONE_O_CLOCK.plus(Duration.ofMinutes(minute))).id();
  }

  private TableStream stream() {
    return new TableStream(
        source,
        dynamo.streams(),
        ledger.functions(source.function(), SummaryHandler.class.getName()),
        position());
  }

  private Path position() {
    return folder.resolve("stream.json");
  }
}
