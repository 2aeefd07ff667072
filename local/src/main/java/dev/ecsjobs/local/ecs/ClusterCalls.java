package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/**
 * What ECS does about clusters.
 *
 * @param services how many active services a cluster has
 */
record ClusterCalls(
    Clusters clusters, KnownTasks tasks, InstanceCalls instances, ToIntFunction<String> services) {
  CreateClusterResponse create(CreateClusterRequest request) throws IOException {
    var name = clusters.create(request);
    return CreateClusterResponse.builder().cluster(described(name, true)).build();
  }

  /** A deleted cluster is unknown at once, where ECS shows it as INACTIVE for a while. */
  DeleteClusterResponse delete(DeleteClusterRequest request) throws IOException {
    var name = clusters.find(request.cluster()).orElseThrow(EcsErrors::clusterNotFound);
    if (name.equals(clusters.own().name())) {
      throw EcsErrors.client(
          "The cluster " + name + " is the template's: it is there as long as ecsjobs runs.");
    }
    var cluster = described(name, true);
    if (cluster.activeServicesCount() > 0) {
      throw EcsErrors.clusterContainsServices();
    }
    if (cluster.runningTasksCount() + cluster.pendingTasksCount() > 0) {
      throw EcsErrors.clusterContainsTasks();
    }
    clusters.delete(name);
    return DeleteClusterResponse.builder()
        .cluster(cluster.toBuilder().status("INACTIVE").build())
        .build();
  }

  DescribeClustersResponse describe(DescribeClustersRequest request) throws IOException {
    var found = new ArrayList<Cluster>();
    var failures = new ArrayList<Failure>();
    var wanted = request.clusters().isEmpty() ? List.of(LocalCluster.DEFAULT) : request.clusters();
    for (var one : wanted) {
      var name = clusters.find(one);
      if (name.isPresent()) {
        found.add(described(name.get(), request.include().contains(ClusterField.TAGS)));
      } else {
        failures.add(missing(one));
      }
    }
    return DescribeClustersResponse.builder().clusters(found).failures(failures).build();
  }

  private Cluster described(String name, boolean withTags) throws IOException {
    var asked = clusters.asked(name);
    var arn = clusters.arn(name);
    var statuses = tasks.all(arn).stream().map(life -> TaskView.now(life).lastStatus()).toList();
    var cluster =
        Cluster.builder()
            .clusterArn(arn)
            .clusterName(name)
            .status("ACTIVE")
            .registeredContainerInstancesCount(instances.count(arn))
            .runningTasksCount(count(statuses, "RUNNING"))
            .pendingTasksCount(count(statuses, "PENDING", "PROVISIONING"))
            .activeServicesCount(services.applyAsInt(arn))
            .capacityProviders(asked.capacityProviders())
            .defaultCapacityProviderStrategy(asked.defaultCapacityProviderStrategy());
    return withTags ? cluster.tags(asked.tags()).build() : cluster.build();
  }

  private static int count(List<String> statuses, String... counted) {
    return (int) statuses.stream().filter(List.of(counted)::contains).count();
  }

  private Failure missing(String wanted) {
    var arn = wanted.startsWith("arn:") ? wanted : clusters.arn(wanted);
    return Failure.builder().arn(arn).reason("MISSING").build();
  }

  ListClustersResponse list(ListClustersRequest request) throws IOException {
    var last = Objects.requireNonNullElse(request.nextToken(), "");
    var left = clusters.names().stream().filter(name -> name.compareTo(last) > 0).toList();
    var page = Page.of(left, request.maxResults(), UnaryOperator.identity());
    return ListClustersResponse.builder()
        .clusterArns(page.items().stream().map(clusters::arn).toList())
        .nextToken(page.next())
        .build();
  }
}
