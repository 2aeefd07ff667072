package dev.ecsjobs.local.ecs;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/** Clusters as ECS shows them: the one there is, and those that are missing. */
record ClusterView(LocalCluster cluster, List<TaskLife> tasks) {

  DescribeClustersResponse describe(List<String> wanted) {
    var asked = wanted.isEmpty() ? List.of(LocalCluster.DEFAULT) : wanted;
    return DescribeClustersResponse.builder()
        .clusters(asked.stream().anyMatch(cluster::isNamed) ? List.of(described()) : List.of())
        .failures(asked.stream().filter(name -> !cluster.isNamed(name)).map(this::missing).toList())
        .build();
  }

  private Cluster described() {
    return Cluster.builder()
        .clusterArn(cluster.arn())
        .clusterName(cluster.name())
        .status("ACTIVE")
        .registeredContainerInstancesCount(0)
        .runningTasksCount(count("RUNNING"))
        .pendingTasksCount(count("PENDING") + count("PROVISIONING"))
        .activeServicesCount(0)
        .build();
  }

  private int count(String status) {
    return (int)
        tasks.stream().filter(life -> TaskView.now(life).lastStatus().equals(status)).count();
  }

  private Failure missing(String name) {
    var arn = name.startsWith("arn:") ? name : cluster.arn().replaceFirst("[^/]*$", name);
    return Failure.builder().arn(arn).reason("MISSING").build();
  }
}
