package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** A deployment that cannot start its tasks, and the way back. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("RollbackTest")
class RollbackTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    bench.definitions =
        List.of(
            FargateTasks.revision(1, "sh", "-c", "sleep 600"),
            FargateTasks.revision(2)); // no command: it never starts
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private static Service web(LocalEcs ecs) {
    return ecs.describeServices(r -> r.cluster("local").services("web")).services().getFirst();
  }

  private static boolean isSteady(LocalEcs ecs) {
    return web(ecs).deployments().size() == 1
        && web(ecs).events().stream()
            .limit(1)
            .anyMatch(event -> event.message().endsWith("steady state."));
  }

  private static List<String> messages(LocalEcs ecs) {
    return web(ecs).events().stream().map(ServiceEvent::message).toList();
  }

  private static String deploy(LocalEcs ecs, String definition) {
    return ecs.updateService(r -> r.cluster("local").service("web").taskDefinition(definition))
        .service()
        .deployments()
        .getFirst()
        .id();
  }

  private List<Object> announced(String eventName, String deployment) {
    return bench
        .details()
        .filter(detail -> eventName.equals(detail.get("eventName")))
        .filter(detail -> deployment.equals(detail.get("deploymentId")))
        .<Object>map(detail -> detail.get("reason"))
        .toList();
  }

  @Test
  void goesBackToTheLastCompleteDeploymentAsOftenAsANewOneFails() {
    try (var ecs = bench.open()) {
      ecs.createService(
          r ->
              r.cluster("local")
                  .serviceName("web")
                  .taskDefinition("report:1")
                  .desiredCount(1)
                  .networkConfiguration(FargateTasks.threeZones())
                  .deploymentConfiguration(
                      d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
      eventually("steady", () -> isSteady(ecs));
      var good = web(ecs).deployments().getFirst();

      var failed = deploy(ecs, "report:2");
      var message = "(service web) (deployment " + failed + ") deployment failed:";
      eventually("failure", () -> messages(ecs).stream().anyMatch(m -> m.startsWith(message)));
      eventually("steady again", () -> isSteady(ecs));
      assertEquals(good.id(), web(ecs).deployments().getFirst().id());
      assertEquals(good.taskDefinition(), web(ecs).taskDefinition());
      assertTrue(
          messages(ecs).contains("(service web) rolling back to deployment " + good.id() + "."));
      eventually(
          "the announcements",
          () -> announced("SERVICE_DEPLOYMENT_COMPLETED", good.id()).size() == 2);
      assertEquals(
          List.of("ECS deployment circuit breaker: tasks failed to start."),
          announced("SERVICE_DEPLOYMENT_FAILED", failed));

      assertNotEquals(failed, deploy(ecs, "report:2"), "its tasks would be taken for the old ones");
    }
  }

  @Test
  void announcesItsLifeOnTheBus() {
    try (var ecs = bench.open()) {
      ecs.createService(
          r ->
              r.cluster("local")
                  .serviceName("web")
                  .taskDefinition("report:1")
                  .desiredCount(1)
                  .networkConfiguration(FargateTasks.threeZones()));
      eventually("steady", () -> isSteady(ecs));
      eventually("the announcements", () -> ofService().size() == 3);
      var arn = web(ecs).serviceArn();
      ofService().forEach(event -> assertEquals(List.of(arn), event.get("resources")));
      assertEquals(
          List.of(
              "ECS Deployment State Change", "ECS Deployment State Change", "ECS Service Action"),
          ofService().stream().map(event -> event.get("detail-type")).toList());
      assertEquals(
          List.of(
              "SERVICE_DEPLOYMENT_IN_PROGRESS",
              "SERVICE_DEPLOYMENT_COMPLETED",
              "SERVICE_STEADY_STATE"),
          ofService().stream()
              .<Object>map(event -> ((Map<?, ?>) event.get("detail")).get("eventName"))
              .toList());
    }
    try (var ecs = bench.open()) {
      eventually("steady", () -> isSteady(ecs));
      assertEquals(3, ofService().size(), "what arrived is not told again");
    }
  }

  private List<Map<String, Object>> ofService() {
    return bench.events.stream()
        .filter(event -> !"ECS Task State Change".equals(event.get("detail-type")))
        .toList();
  }
}
