package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;

class ClustersTest {
  private static final String OTHER = Bench.CLUSTER.replace("local", "other");
  private Bench bench;

  @BeforeEach
  void open(@TempDir Path folder) {
    bench = new Bench(folder).runsShell("sleep 1000");
  }

  @AfterEach
  void clean() throws IOException {
    bench.close();
  }

  private static Task run(LocalEcs ecs, String cluster, String token) {
    return ecs.runTask(request(token).toBuilder().cluster(cluster).build()).tasks().getFirst();
  }

  @Test
  void aClusterIsCreatedOnceAndSurvivesARestart() {
    try (var ecs = bench.open()) {
      var created =
          ecs.createCluster(r -> r.clusterName("other").capacityProviders("FARGATE_SPOT"));
      var again = ecs.createCluster(r -> r.clusterName("other"));

      assertEquals(OTHER, created.cluster().clusterArn());
      assertEquals("ACTIVE", created.cluster().status());
      assertEquals(created.cluster(), again.cluster());
    }
    try (var ecs = bench.open()) {
      assertEquals(List.of(Bench.CLUSTER, OTHER), ecs.listClusters(_ -> {}).clusterArns());
      assertEquals(
          List.of("FARGATE_SPOT"),
          ecs.describeClusters(r -> r.clusters(OTHER)).clusters().getFirst().capacityProviders());
    }
  }

  @Test
  void theTemplatesClusterIsThereAlready() {
    try (var ecs = bench.open()) {
      assertEquals(
          Bench.CLUSTER, ecs.createCluster(r -> r.clusterName("local")).cluster().clusterArn());
      assertEquals(List.of(Bench.CLUSTER), ecs.listClusters(_ -> {}).clusterArns());
    }
  }

  @Test
  void whoNamesNoClusterMeansTheOneNamedDefault() {
    try (var ecs = bench.open()) {
      assertThrows(ClusterNotFoundException.class, () -> run(ecs, null, "a"));

      ecs.createCluster(_ -> {});

      assertEquals(Bench.CLUSTER.replace("local", "default"), run(ecs, null, "a").clusterArn());
      assertEquals(1, ecs.describeClusters(_ -> {}).clusters().size());
    }
  }

  @Test
  void eachClusterHasItsOwnTasksAndTokens() {
    try (var ecs = bench.open()) {
      ecs.createCluster(r -> r.clusterName("other"));
      var here = run(ecs, "local", "token");
      var there = run(ecs, OTHER, "token");

      assertNotEquals(here.taskArn(), there.taskArn());
      assertEquals(there.taskArn(), run(ecs, "other", "token").taskArn());
      assertEquals(List.of(here.taskArn()), ecs.listTasks(r -> r.cluster("local")).taskArns());
      assertEquals(List.of(there.taskArn()), ecs.listTasks(r -> r.cluster("other")).taskArns());
      assertEquals(
          "MISSING",
          ecs.describeTasks(r -> r.cluster("other").tasks(here.taskArn()))
              .failures()
              .getFirst()
              .reason());
      assertThrows(
          InvalidParameterException.class,
          () -> ecs.stopTask(r -> r.cluster("other").task(here.taskArn())));
    }
  }

  @Test
  void aClusterIsDeletedOnceNothingRunsInIt() {
    try (var ecs = bench.open()) {
      ecs.createCluster(r -> r.clusterName("other"));
      var task = run(ecs, "other", "token");

      assertThrows(
          ClusterContainsTasksException.class, () -> ecs.deleteCluster(r -> r.cluster("other")));
      ecs.stopTask(r -> r.cluster("other").task(task.taskArn()));
      bench.awaitStopped();

      assertEquals("INACTIVE", ecs.deleteCluster(r -> r.cluster("other")).cluster().status());
      assertThrows(ClusterNotFoundException.class, () -> run(ecs, "other", "b"));
      assertThrows(
          ClusterNotFoundException.class, () -> ecs.deleteCluster(r -> r.cluster("other")));
    }
  }

  @Test
  void theTemplatesClusterStays() {
    try (var ecs = bench.open()) {
      var refusal =
          assertThrows(ClientException.class, () -> ecs.deleteCluster(r -> r.cluster("local")));

      assertEquals(
          "The cluster local is the template's: it is there as long as ecsjobs runs.",
          refusal.awsErrorDetails().errorMessage());
    }
  }

  @Test
  void aNameHasToBeOne() {
    try (var ecs = bench.open()) {
      assertThrows(
          InvalidParameterException.class, () -> ecs.createCluster(r -> r.clusterName("../a")));
    }
  }
}
