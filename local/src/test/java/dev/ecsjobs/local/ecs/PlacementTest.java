package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

class PlacementTest {
  private static final String TWO =
      """
      [ {"zone": "us-east-1a", "cpu": 1024, "memory": 100},
        {"zone": "us-east-1b", "cpu": 1024, "memory": 100, "capacityProvider": "spare"} ]
      """;

  @TempDir Path folder;
  private Bench bench;

  static void declare(Path folder, String instances) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("instances.json"), instances);
  }

  @BeforeEach
  void open() {
    bench = new Bench(folder).runsShellWithin(60, "sleep 600");
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private static RunTaskRequest onEc2(String token) {
    return Bench.request(token).toBuilder().launchType(LaunchType.EC2).build();
  }

  private static List<String> reasons(LocalEcs ecs, RunTaskRequest request) {
    return ecs.runTask(request).failures().stream().map(Failure::reason).toList();
  }

  @Test
  void refusesInEcsWordsWhenEveryInstanceIsFullAndTakesTheSameTaskOnceOneIsNot() throws Exception {
    declare(folder, TWO);
    try (var ecs = bench.open()) {
      var first = ecs.runTask(onEc2("1")).tasks().getFirst();
      var second = ecs.runTask(onEc2("2")).tasks().getFirst();
      assertEquals(
          List.of("us-east-1a", "us-east-1b"),
          Stream.of(first, second).map(Task::availabilityZone).sorted().toList());
      assertNotNull(first.containerInstanceArn());
      assertEquals(LaunchType.EC2, first.launchType());
      assertEquals(List.of("RESOURCE:MEMORY", "RESOURCE:MEMORY"), reasons(ecs, onEc2("3")));

      ecs.stopTask(r -> r.cluster("local").task(first.taskArn()));
      bench.awaitStopped();
      var third = ecs.runTask(onEc2("3")).tasks().getFirst();
      assertEquals(first.containerInstanceArn(), third.containerInstanceArn());
    }
  }

  @Test
  void aPlaceSurvivesARestart() throws Exception {
    declare(folder, TWO);
    Task placed;
    try (var ecs = bench.open()) {
      placed = ecs.runTask(onEc2("1")).tasks().getFirst();
    }
    declare(folder, "[]"); // the task stays where it is
    try (var ecs = bench.open()) {
      var again = Bench.describe(ecs, placed);
      assertEquals(placed.containerInstanceArn(), again.containerInstanceArn());
      assertEquals(placed.availabilityZone(), again.availabilityZone());
    }
    declare(folder, TWO);
    try (var ecs = bench.open()) {
      var other = ecs.runTask(onEc2("2")).tasks().getFirst();
      assertTrue(!other.containerInstanceArn().equals(placed.containerInstanceArn()));
      assertEquals(2, reasons(ecs, onEc2("3")).size());
    }
  }

  @Test
  void asksACapacityProvidersInstancesOnly() throws Exception {
    declare(folder, TWO);
    var spare =
        Bench.request("1").toBuilder()
            .capacityProviderStrategy(
                CapacityProviderStrategyItem.builder().capacityProvider("spare").build())
            .build();
    try (var ecs = bench.open()) {
      var task = ecs.runTask(spare).tasks().getFirst();
      assertEquals("spare", task.capacityProviderName());
      assertEquals("us-east-1b", task.availabilityZone());
      var again = spare.toBuilder().clientToken("2").build();
      assertEquals(List.of("RESOURCE:MEMORY"), reasons(ecs, again));
    }
  }

  @Test
  void takesTheSubnetOfTheZoneItChose() throws Exception {
    bench.runsOnFargate("sleep 600");
    var request =
        Bench.request("1").toBuilder().networkConfiguration(FargateTasks.threeZones()).build();
    try (var ecs = bench.open()) {
      var zones = new TreeMap<String, String>();
      for (var token : List.of("1", "2", "3")) {
        var task = ecs.runTask(request.toBuilder().clientToken(token).build()).tasks().getFirst();
        var subnet = task.attachments().getFirst().details().getFirst().value();
        zones.put(task.availabilityZone(), subnet);
      }
      assertEquals(3, zones.size());
      assertEquals(3, Map.copyOf(zones).values().stream().distinct().count());
    }
  }

  @Test
  void withoutInstancesATaskForEc2RunsAllTheSame() {
    try (var ecs = bench.open()) {
      var task = ecs.runTask(onEc2("1")).tasks().getFirst();
      assertEquals(LaunchType.EC2, task.launchType());
      assertNull(task.containerInstanceArn());
    }
  }

  @Test
  void hasTheQuotaOfANewAccount() {
    bench.runsOnFargate("sleep 600");
    var large =
        bench.requestOnFargate("1").toBuilder()
            .overrides(o -> o.cpu("4096").memory("8192"))
            .build();
    try (var ecs = bench.open()) {
      assertEquals(1, ecs.runTask(large).tasks().size());
      var second = large.toBuilder().clientToken("2").build();
      assertEquals(
          List.of("You\u2019ve reached the limit on the number of vCPUs you can run concurrently"),
          reasons(ecs, second));
    }
  }

  @Test
  void saysWhatIsWrongWithTheFileAndGoesOnWithoutInstances() throws Exception {
    declare(folder, "[{\"zone\": \"us-east-1a\", \"cpu\": \"much\"}]");
    try (var ecs = bench.open()) {
      assertEquals(1, ecs.runTask(onEc2("1")).tasks().size());
      assertTrue(bench.diagnostics.getFirst().contains("instances.json"), "" + bench.diagnostics);
    }
  }

  @Test
  void refusesAConstraintThatCannotBeRead() throws Exception {
    declare(folder, TWO);
    var request =
        onEc2("1").toBuilder()
            .placementConstraints(
                PlacementConstraint.builder().type("memberOf").expression("attribute:").build())
            .build();
    try (var ecs = bench.open()) {
      assertThrows(InvalidParameterException.class, () -> ecs.runTask(request));
    }
  }
}
