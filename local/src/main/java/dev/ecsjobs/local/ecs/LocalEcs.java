package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Amazon ECS on one machine: the SDK's client, with processes for tasks.
 *
 * <p>Tasks outlive it. Opened again on the same folder, it takes up every task whose end was not
 * told: starts what was only registered, follows what runs, and tells what ended meanwhile.
 */
public final class LocalEcs implements EcsClient {
  private static final int DESCRIBED_AT_ONCE = 100;
  private static final Duration PAUSE_BETWEEN_OFFERS = Duration.ofMillis(100);

  private final LocalCluster cluster;
  private final Definitions definitions;
  private final Supplier<String> tokens;
  private final TaskFolders folders;
  private final KnownTasks known;
  private final EventDispatcher events;
  private final TaskWatch watch = new TaskWatch();
  private final WatchedTask.Tools tools;

  private LocalEcs(
      LocalCluster cluster,
      InstantSource clock,
      Supplier<String> tokens,
      Consumer<Map<String, Object>> sink,
      Consumer<String> diagnostics)
      throws IOException {
    this.cluster = cluster;
    this.definitions = new Definitions(cluster.definitions());
    this.tokens = tokens;
    this.folders = TaskFolders.in(cluster);
    this.known = new KnownTasks(folders, clock);
    this.events = new EventDispatcher(sink, diagnostics, PAUSE_BETWEEN_OFFERS);
    this.tools =
        new WatchedTask.Tools(
            events, diagnostics, clock, cluster.stopTimeout(), TaskMemory.here(clock));
  }

  /**
   * Opens the cluster and takes up its tasks.
   *
   * @param clock what time it is; the tasks' own times are those of their files
   * @param tokens a token for each task that is run without one
   * @param sink gets each "ECS Task State Change" event, one at a time, at least once
   * @param diagnostics gets a sentence about whatever goes wrong outside of any call
   */
  public static LocalEcs open(
      LocalCluster cluster,
      InstantSource clock,
      Supplier<String> tokens,
      Consumer<Map<String, Object>> sink,
      Consumer<String> diagnostics) {
    try {
      var ecs = new LocalEcs(cluster, clock, tokens, sink, diagnostics);
      ecs.folders.tidy(clock.instant());
      ecs.takeUp();
      ecs.watch.start();
      return ecs;
    } catch (IOException e) {
      throw new UncheckedIOException("The tasks' folder cannot be used: " + cluster.tasks(), e);
    }
  }

  private void takeUp() throws IOException {
    for (var folder : folders.all()) {
      if (!folder.isTold()) {
        watch.add(new WatchedTask(folder, tools));
      }
    }
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    checkCluster(request.cluster());
    RunTaskRules.check(request);
    var token = request.clientToken() == null ? tokens.get() : request.clientToken();
    try {
      // The token first: a task stays what it was when its definition has gone since.
      var before = folders.find(Registration.id(token));
      var task = before.isPresent() ? repeated(before.get(), request) : registered(token, request);
      return RunTaskResponse.builder().tasks(task).failures(List.of()).build();
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  private Task registered(String token, RunTaskRequest request) throws IOException {
    var definition = definition(request.taskDefinition());
    RunTaskRules.checkOverrides(request, definition);
    var task = Registration.of(token, cluster, definition, request);
    var folder = folders.of(task.id());
    if (!folders.register(task)) {
      return repeated(folder, request);
    }
    var answer = TaskView.at(folder.life(task), Step.PROVISIONING);
    watch.add(new WatchedTask(folder, tools));
    return answer;
  }

  private static Task repeated(TaskFolder folder, RunTaskRequest request) throws IOException {
    var life = folder.life();
    if (!life.task().isFor(request)) {
      throw EcsErrors.conflict(life.task().taskArn());
    }
    return TaskView.now(life);
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    checkCluster(request.cluster());
    if (request.tasks().isEmpty()) {
      throw EcsErrors.invalidParameter("Tasks cannot be empty.");
    }
    if (request.tasks().size() > DESCRIBED_AT_ONCE) {
      throw EcsErrors.invalidParameter(
          "At most " + DESCRIBED_AT_ONCE + " tasks can be described at once.");
    }
    var tasks = new ArrayList<Task>();
    var failures = new ArrayList<Failure>();
    for (var wanted : request.tasks()) {
      known(wanted)
          .ifPresentOrElse(
              life -> tasks.add(TaskView.now(life)), () -> failures.add(missing(wanted)));
    }
    return DescribeTasksResponse.builder().tasks(tasks).failures(failures).build();
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    checkCluster(request.cluster());
    TaskListing.check(request);
    try {
      return TaskListing.page(request, known.all());
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  private Failure missing(String wanted) {
    var arn = wanted.startsWith("arn:") ? wanted : cluster.taskArn(wanted);
    return Failure.builder().arn(arn).reason("MISSING").build();
  }

  @Override
  public synchronized StopTaskResponse stopTask(StopTaskRequest request) {
    checkCluster(request.cluster());
    EcsErrors.checkGiven("Task", request.task());
    var life =
        known(request.task())
            .orElseThrow(() -> EcsErrors.invalidParameter("The referenced task was not found."));
    try {
      var folder = folders.of(life.task().id());
      if (life.endedAt().isEmpty()) {
        // The wish is all there is to write: the watch fulfils it, in this process or the next.
        folder.askToStop(Objects.requireNonNullElse(request.reason(), "Task stopped by user"));
      }
      return StopTaskResponse.builder().task(TaskView.now(folder.life())).build();
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    EcsErrors.checkGiven("TaskDefinition", request.taskDefinition());
    return Definitions.described(definition(request.taskDefinition()));
  }

  @Override
  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    return definitions.list(request);
  }

  @Override
  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    try {
      return new ClusterView(cluster, known.all()).describe(request.clusters());
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  @Override
  public ListClustersResponse listClusters(ListClustersRequest request) {
    return ListClustersResponse.builder().clusterArns(cluster.arn()).build();
  }

  private TaskDefinition definition(String wanted) {
    return definitions
        .find(wanted)
        .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
  }

  private Optional<TaskLife> known(String task) {
    try {
      return known.find(task);
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  private void checkCluster(String wanted) {
    if (!cluster.isNamed(Objects.requireNonNullElse(wanted, LocalCluster.DEFAULT))) {
      throw EcsErrors.clusterNotFound();
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Leaves the tasks alone, and tells no more. */
  @Override
  public void close() {
    watch.close();
    events.close();
  }
}
