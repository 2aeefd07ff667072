package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.eventually;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("ServiceLifeTest")
class ServiceLifeTest {
  private static final String REPORT = "report";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder).runsOnFargate("sleep 600");
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private static void create(LocalEcs ecs, int count) {
    ecs.createService(
        r ->
            r.cluster("local")
                .serviceName("web")
                .taskDefinition(REPORT)
                .desiredCount(count)
                .networkConfiguration(FargateTasks.threeZones()));
  }

  private static Service web(LocalEcs ecs) {
    return ecs.describeServices(r -> r.cluster("local").services("web")).services().getFirst();
  }

  private static List<Task> running(LocalEcs ecs) {
    var arns = ecs.listTasks(r -> r.cluster("local").serviceName("web")).taskArns();
    return arns.isEmpty()
        ? List.of()
        : ecs.describeTasks(r -> r.cluster("local").tasks(arns)).tasks();
  }

  private static Map<String, Long> zones(LocalEcs ecs) {
    return new TreeMap<>(
        running(ecs).stream().collect(groupingBy(Task::availabilityZone, counting())));
  }

  private static List<String> messages(LocalEcs ecs) {
    return web(ecs).events().stream().map(ServiceEvent::message).toList();
  }

  /** As the AWS clients' waiters understand it, and with nothing left to tell. */
  private static void awaitSteady(LocalEcs ecs, int count) {
    eventually(
        count + " tasks",
        () -> {
          var service = web(ecs);
          return service.deployments().size() == 1
              && service.runningCount() == count
              && service.pendingCount() == 0
              && messages(ecs).stream()
                  .limit(1)
                  .anyMatch(m -> m.endsWith("has reached a steady state."));
        });
  }

  @Test
  void spreadsSixTasksOverThreeZonesAndReplacesOneInTheEmptiest() throws Exception {
    try (var ecs = bench.open()) {
      create(ecs, 6);
      awaitSteady(ecs, 6);
      var twoEach = Map.of("us-east-1a", 2L, "us-east-1b", 2L, "us-east-1c", 2L);
      assertEquals(twoEach, zones(ecs));

      var victim =
          running(ecs).stream()
              .filter(task -> task.availabilityZone().equals("us-east-1b"))
              .findFirst()
              .orElseThrow();
      Bench.kill(Bench.wrapper(bench.main(victim)).orElseThrow());
      eventually(
          "a replacement",
          () -> {
            var now = arns(running(ecs));
            return now.size() == 6 && !now.contains(victim.taskArn());
          });
      assertEquals(twoEach, zones(ecs));
      awaitSteady(ecs, 6);

      var service = web(ecs);
      var task = running(ecs).getFirst();
      assertEquals("service:web", task.group());
      assertEquals(service.deployments().getFirst().id(), task.startedBy());
      assertEquals(
          DeploymentRolloutState.COMPLETED, service.deployments().getFirst().rolloutState());
    }
  }

  private static List<String> arns(List<Task> tasks) {
    return tasks.stream().map(Task::taskArn).toList();
  }

  @Test
  void scalesToNothingAndBackWithinOneDeployment() {
    try (var ecs = bench.open()) {
      create(ecs, 3);
      awaitSteady(ecs, 3);
      var before = running(ecs).getFirst();
      var deployment = web(ecs).deployments().getFirst().id();
      ecs.updateService(r -> r.cluster("local").service("web").desiredCount(0));
      awaitSteady(ecs, 0);
      var stopped = Bench.describe(ecs, before);
      assertEquals(TaskStopCode.SERVICE_SCHEDULER_INITIATED, stopped.stopCode());
      assertEquals(
          "Scaling activity initiated by (deployment %s)".formatted(deployment),
          stopped.stoppedReason());
      ecs.updateService(r -> r.cluster("local").service("web").desiredCount(2));
      awaitSteady(ecs, 2);
      assertEquals(deployment, web(ecs).deployments().getFirst().id());
    }
  }

  @Test
  void takesFromTheFullestZoneWhenItScalesIn() {
    try (var ecs = bench.open()) {
      create(ecs, 5); // two, two and one
      awaitSteady(ecs, 5);
      ecs.updateService(r -> r.cluster("local").service("web").desiredCount(3));
      awaitSteady(ecs, 3);
      assertEquals(Map.of("us-east-1a", 1L, "us-east-1b", 1L, "us-east-1c", 1L), zones(ecs));
    }
  }

  @Test
  void goesOnAfterARestartAndStartsNothingTwice() throws Exception {
    List<String> before;
    Task victim;
    try (var ecs = bench.open()) {
      create(ecs, 3);
      awaitSteady(ecs, 3);
      before = arns(running(ecs));
      victim = running(ecs).getFirst();
    }
    Bench.kill(Bench.wrapper(bench.main(victim)).orElseThrow()); // while nobody looks
    try (var ecs = bench.open()) {
      eventually("the replacement", () -> !arns(running(ecs)).contains(victim.taskArn()));
      awaitSteady(ecs, 3);
      var after = arns(running(ecs));
      assertEquals(2, after.stream().filter(before::contains).count(), "those that ran still do");
      var all =
          ecs.listTasks(
                  r -> r.cluster("local").serviceName("web").desiredStatus(DesiredStatus.STOPPED))
              .taskArns();
      assertEquals(List.of(victim.taskArn()), all);
    }
  }

  @Test
  void rollsToANewRevisionWithoutFallingBelowItsCount() {
    var second = "arn:aws:ecs:us-east-1:000000000000:task-definition/report:2";
    bench.definitions =
        List.of(
            FargateTasks.revision(1, "sh", "-c", "sleep 600"),
            FargateTasks.revision(2, "sh", "-c", "sleep 601"));
    try (var ecs = bench.open()) {
      ecs.createService(
          r ->
              r.cluster("local")
                  .serviceName("web")
                  .taskDefinition("report:1")
                  .desiredCount(2)
                  .networkConfiguration(FargateTasks.threeZones()));
      awaitSteady(ecs, 2);
      var answer =
          ecs.updateService(r -> r.cluster("local").service("web").taskDefinition("report:2"));
      assertEquals(
          List.of("PRIMARY", "ACTIVE"),
          answer.service().deployments().stream().map(d -> d.status()).toList());
      eventually(
          "the new deployment alone",
          () -> {
            assertTrue(web(ecs).runningCount() >= 2, "below its count");
            return web(ecs).deployments().size() == 1;
          });
      awaitSteady(ecs, 2);
      running(ecs).forEach(task -> assertEquals(second, task.taskDefinitionArn()));
    }
  }

  @Test
  void failsADeploymentWhoseTasksCannotStartAndKeepsTheOld() {
    bench.definitions =
        List.of(FargateTasks.revision(1, "sh", "-c", "sleep 600"), FargateTasks.revision(2));
    try (var ecs = bench.open()) {
      ecs.createService(
          r ->
              r.cluster("local")
                  .serviceName("web")
                  .taskDefinition("report:1")
                  .desiredCount(1)
                  .networkConfiguration(FargateTasks.threeZones())
                  .deploymentConfiguration(
                      d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(false))));
      awaitSteady(ecs, 1);
      var old = arns(running(ecs));
      ecs.updateService(r -> r.cluster("local").service("web").taskDefinition("report:2"));
      eventually(
          "the failed deployment",
          () -> web(ecs).deployments().getFirst().rolloutState() == DeploymentRolloutState.FAILED);
      assertEquals(old, arns(running(ecs)));
      assertEquals(3, web(ecs).deployments().getFirst().failedTasks());
    }
  }

  @Test
  void saysWhyATaskHasNoPlaceAndGoesOnWhenItHasOne() throws Exception {
    PlacementTest.declare(folder, "[{\"zone\": \"us-east-1a\", \"cpu\": 256, \"memory\": 100}]");
    bench.runsShellWithin(60, "sleep 600");
    try (var ecs = bench.open()) {
      ecs.createService(
          r ->
              r.cluster("local")
                  .serviceName("web")
                  .taskDefinition(REPORT)
                  .desiredCount(2)
                  .launchType("EC2"));
      eventually("the refusal", () -> messages(ecs).stream().anyMatch(m -> m.contains("unable")));
      var message = messages(ecs).stream().filter(m -> m.contains("unable")).findFirst();
      assertTrue(
          message
              .orElseThrow()
              .startsWith(
                  "(service web) was unable to place a task because no container instance met all"
                      + " of its requirements. The closest matching (container-instance "),
          message.get());
      PlacementTest.declare(folder, "[{\"zone\": \"us-east-1a\", \"cpu\": 512, \"memory\": 500}]");
      awaitSteady(ecs, 2);
    }
  }

  @Test
  void deletesOnlyWhatIsScaledToNothingUnlessForced() {
    try (var ecs = bench.open()) {
      create(ecs, 1);
      awaitSteady(ecs, 1);
      var refused =
          assertThrows(
              InvalidParameterException.class,
              () -> ecs.deleteService(r -> r.cluster("local").service("web")));
      assertEquals(
          "The service cannot be stopped while it is scaled above 0.",
          refused.awsErrorDetails().errorMessage());
      ecs.deleteService(r -> r.cluster("local").service("web").force(true));
      eventually("the end", () -> web(ecs).status().equals("INACTIVE"));
      assertEquals(List.of(), ecs.listServices(r -> r.cluster("local")).serviceArns());
      assertThrows(
          ServiceNotActiveException.class,
          () -> ecs.updateService(r -> r.cluster("local").service("web").desiredCount(1)));
      create(ecs, 1);
      awaitSteady(ecs, 1);
    }
  }

  @Test
  void isCreatedOnceForTheSameRequest() {
    try (var ecs = bench.open()) {
      create(ecs, 1);
      create(ecs, 1);
      var refused = assertThrows(InvalidParameterException.class, () -> create(ecs, 2));
      assertEquals(
          "Creation of service was not idempotent.", refused.awsErrorDetails().errorMessage());
    }
  }

  @Test
  void isRefusedWhenItsTasksWouldBe() {
    try (var ecs = bench.open()) {
      var refused =
          assertThrows(
              InvalidParameterException.class,
              () ->
                  ecs.createService(
                      r -> r.cluster("local").serviceName("web").taskDefinition(REPORT)));
      assertEquals(
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
          refused.awsErrorDetails().errorMessage());
      assertEquals(List.of(), ecs.listServices(r -> r.cluster("local")).serviceArns());
    }
  }

  @Test
  void livesInItsOwnCluster() {
    try (var ecs = bench.open()) {
      ecs.createCluster(r -> r.clusterName("other"));
      ecs.createService(
          r ->
              r.cluster("other")
                  .serviceName("web")
                  .taskDefinition(REPORT)
                  .desiredCount(1)
                  .networkConfiguration(FargateTasks.threeZones()));
      eventually(
          "its task",
          () -> ecs.listTasks(r -> r.cluster("other").serviceName("web")).taskArns().size() == 1);
      assertEquals(List.of(), ecs.listServices(r -> r.cluster("local")).serviceArns());
      assertEquals(
          List.of("arn:aws:ecs:us-east-1:000000000000:service/other/web"),
          ecs.listServices(r -> r.cluster("other")).serviceArns());
    }
  }

  @Test
  void saysWhatItDoesNotKnow() {
    try (var ecs = bench.open()) {
      assertThrows(
          ServiceNotFoundException.class,
          () -> ecs.updateService(r -> r.cluster("local").service("web").desiredCount(1)));
      var answer = ecs.describeServices(r -> r.cluster("local").services("web"));
      assertFalse(answer.hasServices() && !answer.services().isEmpty());
      assertEquals("MISSING", answer.failures().getFirst().reason());
      assertEquals(
          "arn:aws:ecs:us-east-1:000000000000:service/local/web",
          answer.failures().getFirst().arn());
    }
  }
}
