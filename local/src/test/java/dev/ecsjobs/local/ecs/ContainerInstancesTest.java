package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.eventually;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

class ContainerInstancesTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Bench(folder);
    PlacementTest.declare(
        folder, "[{\"zone\": \"us-east-1a\", \"cpu\": 1024, \"memory\": 1000, \"ports\": [9000]}]");
    var main =
        Bench.container("main", "sh", "-c", "sleep 600").toBuilder()
            .cpu(400)
            .memory(100)
            .portMappings(
                PortMapping.builder().containerPort(80).build(),
                PortMapping.builder().containerPort(90).hostPort(8090).build())
            .build();
    var request =
        RegisterTaskDefinitionRequest.builder().family("report").containerDefinitions(main);
    bench.definitions = List.of(Revision.ofTemplate(Bench.DEFINITION, request.build()));
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private static RunTaskRequest onEc2(String token) {
    return Bench.request(token).toBuilder().launchType(LaunchType.EC2).build();
  }

  private static ContainerInstance instance(LocalEcs ecs) {
    var arns = ecs.listContainerInstances(r -> r.cluster("local")).containerInstanceArns();
    return ecs.describeContainerInstances(r -> r.cluster("local").containerInstances(arns))
        .containerInstances()
        .getFirst();
  }

  private static Map<String, Object> left(LocalEcs ecs) {
    return instance(ecs).remainingResources().stream()
        .collect(
            toMap(
                Resource::name,
                one -> one.hasStringSetValue() ? one.stringSetValue() : one.integerValue()));
  }

  private static Cluster cluster(LocalEcs ecs) {
    return ecs.describeClusters(r -> r.clusters("local")).clusters().getFirst();
  }

  @Test
  void haveLeftWhatTheirTasksDoNotReserve() {
    try (var ecs = bench.open()) {
      assertEquals(1024, left(ecs).get("CPU"));
      var task = ecs.runTask(onEc2("1")).tasks().getFirst();
      eventually("it runs", () -> instance(ecs).runningTasksCount() == 1);

      assertEquals(
          Map.of(
              "CPU",
              624,
              "MEMORY",
              968, // reserved is what is reserved, not the limit
              "PORTS",
              List.of("22", "2375", "2376", "8090", "9000", "32768", "51678", "51679", "51680"),
              "PORTS_UDP",
              List.of()),
          left(ecs));
      var bindings =
          Bench.describe(ecs, task).containers().getFirst().networkBindings().stream()
              .map(one -> one.containerPort() + " at " + one.hostPort())
              .toList();
      assertEquals(List.of("80 at 32768", "90 at 8090"), bindings);
      assertEquals(
          List.of("RESOURCE:PORTS"),
          ecs.runTask(onEc2("2")).failures().stream().map(Failure::reason).toList());
    }
  }

  @Test
  void areCountedByTheirCluster() {
    try (var ecs = bench.open()) {
      ecs.createService(
          r ->
              r.cluster("local")
                  .serviceName("web")
                  .taskDefinition("report")
                  .launchType(LaunchType.EC2)
                  .desiredCount(1));
      eventually("the task", () -> cluster(ecs).runningTasksCount() == 1);
      assertEquals(1, cluster(ecs).activeServicesCount());
      assertEquals(1, cluster(ecs).registeredContainerInstancesCount());
    }
  }

  @Test
  void belongToTheTemplatesClusterOnly() {
    try (var ecs = bench.open()) {
      ecs.createCluster(r -> r.clusterName("other"));
      assertEquals(
          List.of(), ecs.listContainerInstances(r -> r.cluster("other")).containerInstanceArns());
      var unknown =
          ecs.describeContainerInstances(r -> r.cluster("local").containerInstances("nobody"));
      assertEquals("MISSING", unknown.failures().getFirst().reason());
    }
  }

  @Test
  void aClusterWithServicesIsNotDeleted() {
    try (var ecs = bench.open()) {
      ecs.createCluster(r -> r.clusterName("other"));
      ecs.createService(
          r -> r.cluster("other").serviceName("web").taskDefinition("report").desiredCount(0));
      assertThrows(
          ClusterContainsServicesException.class, () -> ecs.deleteCluster(r -> r.cluster("other")));
    }
  }
}
