package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.services.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/**
 * Amazon ECS on one machine: the SDK's client, with containers or processes for tasks.
 *
 * <p>Tasks outlive it. Opened again on the same folder, it takes up every task whose end was not
 * told: starts what was only registered, follows what runs, and tells what ended meanwhile.
 */
public final class LocalEcs implements EcsClient {
  private static final Duration PAUSE_BETWEEN_OFFERS = Duration.ofMillis(100);

  private final TaskFolders folders;
  private final TaskCalls tasks;
  private final DefinitionCalls definitions;
  private final ClusterCalls clusters;
  private final InstanceCalls instances;
  private final EventDispatcher events;
  private final TaskWatch watch = new TaskWatch();
  private final WatchedTask.Tools tools;
  private final KnownTasks known;
  private Services services; // opened last, when there are tasks to look after

  private LocalEcs(
      LocalCluster cluster,
      InstantSource clock,
      Supplier<String> tokens,
      Consumer<Map<String, Object>> sink,
      Consumer<String> diagnostics)
      throws IOException {
    this.folders = TaskFolders.in(cluster);
    this.events = new EventDispatcher(sink, diagnostics, PAUSE_BETWEEN_OFFERS);
    this.tools =
        new WatchedTask.Tools(
            events, diagnostics, clock, cluster.stopTimeout(), TaskMemory.here(clock));
    this.known = new KnownTasks(folders, clock);
    var revisions = cluster.taskDefinitions();
    var places = new Places(cluster, clock.instant(), diagnostics);
    this.tasks =
        new TaskCalls(
            cluster.clusters(), revisions, folders, known, tokens, this::follow, places, clock);
    this.definitions = new DefinitionCalls(revisions, cluster::arnOfFamily);
    this.instances = new InstanceCalls(cluster.clusters(), known, places);
    this.clusters =
        new ClusterCalls(cluster.clusters(), known, instances, arn -> services.active(arn));
    adopt(cluster.definitions(), revisions, diagnostics);
  }

  private static void adopt(
      List<Revision> ofTemplate, TaskDefinitions definitions, Consumer<String> diagnostics)
      throws IOException {
    for (var revision : ofTemplate) {
      var adopted = definitions.adopt(revision);
      if (adopted.number() != revision.number()) {
        diagnostics.accept(
            "%s was registered by somebody else, so the template's definition is %s. Save the template once more, and its jobs run that one."
                .formatted(revision.name(), adopted.name()));
      }
    }
  }

  /**
   * Opens the cluster, registers the template's task definitions, and takes up its tasks.
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
      ecs.services =
          Services.open(
              cluster.tasks().resolveSibling("services"),
              new ServiceTasks(ecs.tasks),
              ecs.events::dispatch,
              clock,
              diagnostics);
      return ecs;
    } catch (IOException e) {
      throw new UncheckedIOException("The tasks' folder cannot be used: " + cluster.tasks(), e);
    }
  }

  private void takeUp() throws IOException {
    for (var folder : folders.all()) {
      if (!folder.isTold()) {
        follow(folder);
      }
    }
  }

  private void follow(TaskFolder folder) {
    watch.add(new WatchedTask(folder, tools));
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    return answer(() -> tasks.run(request));
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return answer(() -> tasks.describe(request));
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return answer(() -> tasks.list(request));
  }

  @Override
  public synchronized StopTaskResponse stopTask(StopTaskRequest request) {
    return answer(() -> tasks.stop(request));
  }

  @Override
  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    return answer(() -> definitions.register(request));
  }

  @Override
  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    return answer(() -> definitions.deregister(request));
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return answer(() -> definitions.describe(request));
  }

  @Override
  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    return answer(() -> definitions.list(request));
  }

  @Override
  public ListTaskDefinitionFamiliesResponse listTaskDefinitionFamilies(
      ListTaskDefinitionFamiliesRequest request) {
    return answer(() -> definitions.families(request));
  }

  @Override
  public CreateClusterResponse createCluster(CreateClusterRequest request) {
    return answer(() -> clusters.create(request));
  }

  @Override
  public synchronized DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
    return answer(() -> clusters.delete(request));
  }

  @Override
  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    return answer(() -> clusters.describe(request));
  }

  @Override
  public ListClustersResponse listClusters(ListClustersRequest request) {
    return answer(() -> clusters.list(request));
  }

  @Override
  public DescribeContainerInstancesResponse describeContainerInstances(
      DescribeContainerInstancesRequest request) {
    return answer(() -> instances.describe(request));
  }

  @Override
  public ListContainerInstancesResponse listContainerInstances(
      ListContainerInstancesRequest request) {
    return answer(() -> instances.list(request));
  }

  @Override
  public CreateServiceResponse createService(CreateServiceRequest request) {
    return answer(() -> services.create(request));
  }

  @Override
  public UpdateServiceResponse updateService(UpdateServiceRequest request) {
    return answer(() -> services.update(request));
  }

  @Override
  public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
    return answer(() -> services.delete(request));
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    return answer(() -> services.describe(request));
  }

  @Override
  public ListServicesResponse listServices(ListServicesRequest request) {
    return answer(() -> services.list(request));
  }

  /** Trouble with the disk is the server's. */
  private static <T> T answer(Call<T> call) {
    try {
      return call.answer();
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  private interface Call<T> {
    T answer() throws IOException;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Leaves the tasks alone, and tells no more. */
  @Override
  public void close() {
    services.close();
    watch.close();
    events.close();
  }
}
