package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.placement.Cluster;
import dev.ecsjobs.local.placement.ContainerInstance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;

/** What ECS does about container instances. */
record InstanceCalls(Clusters clusters, KnownTasks tasks, Places places) {

  ListContainerInstancesResponse list(ListContainerInstancesRequest request) throws IOException {
    if (request.filter() != null) {
      throw EcsErrors.invalidParameter(
          "This machine does not filter its container instances: list them all.");
    }
    var last = Objects.requireNonNullElse(request.nextToken(), "");
    var left =
        cluster(arn(request.cluster())).instances().stream()
            .filter(
                one ->
                    request.status() == null
                        || one.status().name().equals(request.statusAsString()))
            .map(ContainerInstance::arn)
            .sorted()
            .filter(arn -> arn.compareTo(last) > 0)
            .toList();
    var page = Page.of(left, request.maxResults(), arn -> arn);
    return ListContainerInstancesResponse.builder()
        .containerInstanceArns(page.items())
        .nextToken(page.next())
        .build();
  }

  DescribeContainerInstancesResponse describe(DescribeContainerInstancesRequest request)
      throws IOException {
    if (request.containerInstances().isEmpty()) {
      throw EcsErrors.invalidParameter("Container instances cannot be empty.");
    }
    var arn = arn(request.cluster());
    var lives = tasks.all(arn);
    var cluster = places.cluster(arn, lives);
    var found = new ArrayList<software.amazon.awssdk.services.ecs.model.ContainerInstance>();
    var missing = new ArrayList<Failure>();
    for (var wanted : request.containerInstances()) {
      find(cluster, wanted)
          .ifPresentOrElse(
              one -> found.add(new InstanceView(one, cluster, lives).instance()),
              () -> missing.add(missing(arn, wanted)));
    }
    return DescribeContainerInstancesResponse.builder()
        .containerInstances(found)
        .failures(missing)
        .build();
  }

  /** By id or ARN. */
  private static Optional<ContainerInstance> find(Cluster cluster, String wanted) {
    var id = wanted.substring(wanted.lastIndexOf('/') + 1);
    return cluster.instances().stream().filter(one -> one.arn().endsWith("/" + id)).findFirst();
  }

  private static Failure missing(String cluster, String wanted) {
    var arn =
        wanted.startsWith("arn:")
            ? wanted
            : cluster.replaceFirst(":cluster/", ":container-instance/") + "/" + wanted;
    return Failure.builder().arn(arn).reason("MISSING").build();
  }

  /** How many there are. */
  int count(String clusterArn) throws IOException {
    return cluster(clusterArn).instances().size();
  }

  private Cluster cluster(String arn) throws IOException {
    return places.cluster(arn, List.of());
  }

  private String arn(String wanted) throws IOException {
    return clusters.find(wanted).map(clusters::arn).orElseThrow(EcsErrors::clusterNotFound);
  }
}
