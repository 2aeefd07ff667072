package dev.ecsjobs.local.engine;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.LocalCluster;
import dev.ecsjobs.local.ecs.LocalEcs;
import dev.ecsjobs.local.scheduler.LocalScheduler;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A template's functions on DynamoDB Local, with processes for tasks, where nothing happens by
 * itself: the test delivers every event.
 */
final class Stage implements AutoCloseable {
  final List<Map<String, Object>> taskEvents = new CopyOnWriteArrayList<>();
  final DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
  final Functions functions;
  final EventBus bus;
  private final Catalog catalog;
  private final Path tasks;
  private final InstantSource clock;
  final LocalEcs ecs;
  private final LocalScheduler scheduler;
  final Records records;

  Stage(TestTemplate template, Path folder) {
    this(template, folder, InstantSource.system());
  }

  Stage(TestTemplate template, Path folder, InstantSource clock) {
    this.clock = clock;
    catalog = template.catalog(folder);
    tasks = folder.resolve("tasks");
    catalog.createTables(dynamo.client());
    ecs =
        LocalEcs.open(
            LocalCluster.of(tasks, cluster(), catalog.template().taskDefinitions()),
            clock,
            () -> UUID.randomUUID().toString(),
            taskEvents::add,
            System.err::println);
    scheduler = catalog.scheduler(new DataFolder(folder), clock);
    functions = new Functions(catalog.template().functions(), this::wiring);
    bus = new EventBus(catalog.template().rules(), functions);
    records = Records.of(dynamo.client(), catalog, tasks);
  }

  private Wiring wiring(Map<String, String> environment) {
    return Wiring.of(environment, dynamo.client(), ecs, () -> scheduler, clock, _ -> {});
  }

  String cluster() {
    return catalog.clusterArn();
  }

  /** What the job's schedule sends when it fires for that time. */
  String fire(String job, String scheduledTime) {
    var input = catalog.job(job).orElseThrow().source().input();
    return input.replace("<aws.scheduler.scheduled-time>", scheduledTime);
  }

  Map<String, Object> launch(String input, String requestId) {
    return Json.readObject(functions.invoke("LaunchFunction", input, requestId));
  }

  void sweep() {
    functions.invoke("SweepFunction", "{}", "sweep");
  }

  Run run(Object id) {
    return records.runs().load(RunId.parse(id.toString()).orElseThrow()).orElseThrow();
  }

  /** Every item of the table. */
  List<Map<String, AttributeValue>> items() {
    String table = catalog.template().tables().getFirst().name();
    return dynamo.client().scan(r -> r.tableName(table)).items();
  }

  /** How many tasks were ever started. */
  long tasks() {
    try (var folders = Files.list(tasks)) {
      return folders.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The events of the task of an attempt, once it has stopped. */
  List<Map<String, Object>> eventsOfStoppedTask(int attempt) {
    Eventually.holds(
        "the STOPPED event of attempt " + attempt,
        () -> events(attempt).stream().anyMatch(Stage::isStopped));
    return events(attempt);
  }

  private static boolean isStopped(Map<String, Object> event) {
    return detail(event).get("lastStatus").equals("STOPPED");
  }

  private List<Map<String, Object>> events(int attempt) {
    return taskEvents.stream()
        .filter(event -> detail(event).get("startedBy").toString().endsWith("/" + attempt))
        .toList();
  }

  static Map<?, ?> detail(Map<String, Object> event) {
    return (Map<?, ?>) event.get("detail");
  }

  @Override
  public void close() {
    ecs.close();
    dynamo.close();
  }
}
