package dev.ecsjobs.bench.warm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.aws.DirectDynamoDb;
import dev.ecsjobs.aws.DynamoPauses;
import dev.ecsjobs.aws.DynamoRunStore;
import dev.ecsjobs.aws.Endpoints;
import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.HttpWire;
import dev.ecsjobs.aws.SignedCalls;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.FakeTaskLauncher;
import dev.ecsjobs.engine.InMemoryHistory;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.engine.Pauses;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.lambda.DecisionLog;
import dev.ecsjobs.lambda.FakeContext;
import dev.ecsjobs.lambda.InMemoryWiring;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.TaskStateHandler;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.engine.TestTemplate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The signals of a run's life, each through the function's handler: JSON in, JSON out, logged. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Signals {
  private static final String JOB = "nightly-report";

  private static final String FIRES = EventFiles.text("schedule-fired");
  private static final String ENDS = EventFiles.text("task-stopped-exit-0");

  /** Where runs are kept: nowhere but in memory, or in DynamoDB Local. */
  @Param({"memory", "dynamodb-local"})
  public String store;

  private final AtomicInteger jobs = new AtomicInteger();
  private DynamoDbLocal dynamo;
  private RequestStreamHandler launch;
  private RequestStreamHandler taskState;

  /** Anew for each iteration, so that no store grows without bounds. */
  @Setup(Level.Iteration)
  public void wire() throws IOException {
    switch (store) {
      case "memory" -> wire(new InMemoryRunStore());
      default -> wireDynamoDbLocal();
    }
  }

  private void wireDynamoDbLocal() throws IOException {
    dynamo = DynamoDbLocal.inMemory();
    var catalog = TestTemplate.quiet().catalog(Files.createTempDirectory("ecsjobs-warm"));
    catalog.createTables(dynamo.client());
    var table = catalog.template().tables().getFirst().name();
    var endpoints =
        new Endpoints("us-east-1", Map.of("dynamodb", dynamo.endpoint()), Optional.empty());
    var calls =
        new SignedCalls(
            new HttpWire(Duration.ofSeconds(10)),
            () -> AwsBasicCredentials.create("id", "secret"),
            endpoints,
            InstantSource.system());
    var client = new DirectDynamoDb(calls, dynamo::client);
    wire(new DynamoRunStore(client, table, Duration.ofDays(400)), new DynamoPauses(client, table));
  }

  private void wire(InMemoryRunStore runs) {
    wire(runs, runs);
  }

  private void wire(RunStore runs, Pauses pauses) {
    var clock = InstantSource.system();
    var log = new DecisionLog("ecsjobs", new PrintStream(OutputStream.nullOutputStream()));
    var engine = new Engine(runs, new FakeTaskLauncher(), clock, log);
    var wiring = InMemoryWiring.of("ecsjobs", engine, runs, pauses, new InMemoryHistory(), clock);
    launch = new LaunchHandler(wiring);
    taskState = new TaskStateHandler(wiring);
  }

  @TearDown(Level.Iteration)
  public void close() {
    if (dynamo != null) {
      dynamo.close();
    }
  }

  /** A schedule fires and the run is launched; then its task ends, and with it the run. */
  @Benchmark
  public void twoSignals() throws IOException {
    // A job of its own each time, as a thousand jobs are.
    var job = "report-" + jobs.incrementAndGet();
    handle(launch, FIRES.replace(JOB, job));
    handle(taskState, ENDS.replace(JOB, job));
  }

  /** The same schedule's second delivery. */
  @Benchmark
  public void duplicate() throws IOException {
    handle(launch, FIRES);
  }

  private static void handle(RequestStreamHandler handler, String event) throws IOException {
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        OutputStream.nullOutputStream(),
        new FakeContext("8476a536-e9f4-11e8-9739-2dfe598c3fcd"));
  }
}
