package dev.ecsjobs.local.packaged;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.DynamoHistory;
import dev.ecsjobs.aws.DynamoRunStore;
import dev.ecsjobs.engine.History;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.LocalCluster;
import dev.ecsjobs.local.ecs.LocalEcs;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.local.template.Function;
import dev.ecsjobs.local.wire.Current;
import dev.ecsjobs.local.wire.Endpoint;
import dev.ecsjobs.local.wire.Served;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The template's functions as they are deployed, in processes of their own. What they know of AWS
 * is one endpoint with DynamoDB Local and this machine's ECS behind it; nothing happens by itself.
 */
final class PackagedStack implements AutoCloseable {
  private static final Duration RETENTION = Duration.ofDays(400);

  private final DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
  private final List<Map<String, Object>> taskEvents = new CopyOnWriteArrayList<>();
  private final Map<String, PackagedFunction> functions = new LinkedHashMap<>();
  private final Artifact artifact;
  private final Catalog catalog;
  private final LocalEcs ecs;
  private final Current.Shift shift;
  private final Endpoint endpoint;
  private final Relay relay;

  /**
   * @param unanswered the calls that get no answer, ever
   */
  PackagedStack(Artifact artifact, Path folder, Set<String> unanswered) {
    this.artifact = artifact;
    catalog = TestTemplate.quiet().catalog(folder);
    catalog.createTables(dynamo.client());
    ecs =
        LocalEcs.open(
            LocalCluster.of(
                folder.resolve("tasks"), cluster(), catalog.template().taskDefinitions()),
            InstantSource.system(),
            () -> UUID.randomUUID().toString(),
            taskEvents::add,
            System.err::println);
    var served = new Served();
    shift =
        served.by(
            dynamo.endpoint(),
            ecs,
            catalog.scheduler(new DataFolder(folder), InstantSource.system()));
    endpoint = open(served);
    relay = new Relay(endpoint.address(), unanswered);
  }

  private static Endpoint open(Served served) {
    return switch (Endpoint.open(0, served, System.err::println)) {
      case Checked.Valid<Endpoint>(var endpoint) -> endpoint;
      case Checked.Invalid<Endpoint>(var problems) -> fail(problems.toString());
    };
  }

  private String cluster() {
    return catalog.template().functions().getFirst().environment().get("CLUSTER");
  }

  /** The function's process, started when it is first asked for. */
  PackagedFunction function(String logicalId) {
    return functions.computeIfAbsent(
        logicalId, id -> start(described(id), described(id).environment()));
  }

  /** A process of the function in whose environment the template's variables are missing. */
  PackagedFunction startWithoutVariables(String logicalId) {
    return start(described(logicalId), Map.of());
  }

  private PackagedFunction start(Function function, Map<String, String> variables) {
    var all = new HashMap<>(variables);
    all.put("ENDPOINT_URL", relay.address());
    return PackagedFunction.start(artifact, function, all);
  }

  private Function described(String logicalId) {
    return catalog.template().functions().stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  /** What EventBridge Scheduler sends when the job's schedule in the template fires. */
  String fires(String job, Instant time) {
    var input = catalog.job(job).orElseThrow().source().input();
    return input.replace("<aws.scheduler.scheduled-time>", time.toString());
  }

  /** What the functions ask of AWS. */
  Relay relay() {
    return relay;
  }

  /** What ECS has told of its tasks. */
  List<Map<String, Object>> taskEvents() {
    return List.copyOf(taskEvents);
  }

  RunStore runs() {
    return new DynamoRunStore(dynamo.client(), table(), RETENTION);
  }

  History history() {
    return new DynamoHistory(dynamo.client(), table(), RETENTION);
  }

  private String table() {
    return catalog.template().tables().getFirst().name();
  }

  /** Forgets all runs, as if none had ever been. */
  void clear() {
    dynamo.client().deleteTable(r -> r.tableName(table()));
    catalog.createTables(dynamo.client());
  }

  @Override
  public void close() {
    functions.values().forEach(PackagedFunction::close);
    relay.close();
    Eventually.holds(
        "the end of all tasks",
        () -> ecs.listTasks(r -> r.cluster(cluster())).taskArns().isEmpty());
    shift.close();
    endpoint.close();
    ecs.close();
    dynamo.close();
  }
}
