package dev.ecsjobs.bench.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.aws.DirectDynamoDb;
import dev.ecsjobs.aws.DirectEcs;
import dev.ecsjobs.aws.Endpoints;
import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.HttpWire;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.Saying;
import dev.ecsjobs.aws.SdkJson;
import dev.ecsjobs.aws.SignedCalls;
import dev.ecsjobs.aws.StreamEvents;
import dev.ecsjobs.engine.SettableClock;
import dev.ecsjobs.lambda.DecisionLog;
import dev.ecsjobs.lambda.FakeContext;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.SummaryHandler;
import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.lambda.TaskStateHandler;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;

/** Runs of the sample job through the functions' own handlers, in the template's own table. */
final class Runs implements AutoCloseable {
  private static final String RUN = "nightly-report/20260301T010000Z";
  private static final Instant FIRES = Instant.parse("2026-03-01T01:00:00Z");

  private final DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
  private final SettableClock clock = new SettableClock(FIRES.plusSeconds(1));
  private final CountingWire wire = new CountingWire(new HttpWire(Duration.ofSeconds(10)));
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Catalog catalog;
  private final Wiring wiring;
  private Tally tally = new Tally();

  Runs(Path folder) {
    catalog = TestTemplate.quiet().catalog(folder);
    catalog.createTables(dynamo.client());
    var endpoints =
        new Endpoints("us-east-1", Map.of("dynamodb", dynamo.endpoint()), Optional.empty());
    var calls =
        new SignedCalls(wire, () -> AwsBasicCredentials.create("id", "secret"), endpoints, clock);
    var ecs =
        new DirectEcs(
            calls,
            () -> {
              throw notToBeCounted();
            });
    wiring =
        Wiring.of(
                catalog.template().functions().getFirst().environment(),
                new DirectDynamoDb(
                    calls,
                    () -> {
                      throw notToBeCounted();
                    }),
                ecs,
                NoSchedules::new,
                clock,
                new DecisionLog("ecsjobs", new PrintStream(log, true, UTF_8)))
            .with(new Saying(calls).traces(ecs, "ecsjobs"), new Saying(calls).messenger(""));
  }

  private static IllegalStateException notToBeCounted() {
    return new IllegalStateException("a call that did not succeed at once");
  }

  private static final class NoSchedules implements SchedulerClient {
    @Override
    public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
      return ListSchedulesResponse.builder().schedules(List.of()).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // it holds nothing
    }
  }

  /** One attempt, which succeeds. */
  Tally successful() throws IOException {
    begin();
    invoke("LaunchFunction", new LaunchHandler(wiring), EventFiles.text("schedule-fired"));
    told("task-running", 1, 0);
    told("task-stopped-exit-0", 1, 0);
    recorded();
    return tally;
  }

  /** A first attempt that fails, and a second that the sweep starts and that succeeds. */
  Tally retried() throws IOException {
    begin();
    invoke("LaunchFunction", new LaunchHandler(wiring), EventFiles.text("schedule-fired"));
    told("task-running", 1, 0);
    told("task-stopped-exit-0", 1, 1);
    clock.advance(Duration.ofMinutes(3));
    // What the sweep does with each run that is due; its own queries are the stack's, not the
    // run's.
    log.reset();
    wiring.engine().handle(RunId.parse(RUN).orElseThrow(), new Signal.Due(clock.instant()));
    tally.logged(log.size());
    told("task-running", 2, 0);
    told("task-stopped-exit-0", 2, 0);
    recorded();
    return tally;
  }

  /** A minute in which nothing is due. */
  Tally sweepOfNothing() throws IOException {
    tally = new Tally();
    wire.countingTo(tally);
    invoke("SweepFunction", new SweepHandler(wiring), EventFiles.text("sweep"));
    return tally;
  }

  private void begin() {
    dynamo.client().deleteTable(r -> r.tableName(table()));
    catalog.createTables(dynamo.client());
    clock.set(FIRES.plusSeconds(1));
    tally = new Tally();
    wire.countingTo(tally);
  }

  private void told(String sample, int attempt, int exitCode) throws IOException {
    clock.advance(Duration.ofSeconds(30));
    var event =
        EventFiles.text(sample)
            .replace(RUN + "/1\"", RUN + "/" + attempt + "\"")
            .replace("\"exitCode\": 0", "\"exitCode\": " + exitCode);
    invoke("TaskStateFunction", new TaskStateHandler(wiring), event);
  }

  private void recorded() {
    var key = Map.of("pk", AttributeValue.fromS("run#" + RUN), "sk", AttributeValue.fromS("run"));
    var item = SdkJson.writeAnswer(dynamo.client().getItem(r -> r.tableName(table()).key(key)));
    var record = Map.of("eventName", "MODIFY", "dynamodb", Map.of("NewImage", item.get("Item")));
    tally.invoked("SummaryFunction");
    new SummaryHandler(wiring)
        .handleRequest(StreamEvents.read(Json.write(Map.of("Records", List.of(record)))), null);
  }

  private void invoke(String function, RequestStreamHandler handler, String event)
      throws IOException {
    log.reset();
    tally.invoked(function);
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        OutputStream.nullOutputStream(),
        new FakeContext("8476a536-e9f4-11e8-9739-2dfe598c3fcd"));
    tally.logged(log.size());
  }

  private String table() {
    return catalog.template().tables().getFirst().name();
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
