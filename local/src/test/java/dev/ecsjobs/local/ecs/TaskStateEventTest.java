package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Step.Status;
import dev.ecsjobs.local.ecs.TaskLife.Clearance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

class TaskStateEventTest {
  private static final Instant CREATED = Instant.parse("2026-03-01T02:00:00.575123Z");
  private static final Instant STARTED = Instant.parse("2026-03-01T02:00:31.159Z");
  private static final Instant ENDED = Instant.parse("2026-03-01T02:00:54.600Z");

  private final Bench bench = new Bench(Path.of("unused")).runsOnFargate("exit 2");

  @Test
  void hasTheShapeOfEcsOwnEvents() {
    var life = ended(new Exited(STARTED, 2, false, ENDED));

    var event = TaskStateEvent.of(life, life.steps().getLast());

    // Through text: what reads it next gets it as JSON.
    assertEquals(
        Json.readObject(
            """
            {"version":"0","id":"a35b825c-4fed-355c-b23f-a7e8a933f725","detail-type":"ECS Task State Change",
             "source":"aws.ecs","account":"000000000000","time":"2026-03-01T02:00:54Z","region":"us-east-1",
             "resources":["TASK"],
             "detail":{"attachments":[{"id":"ATTACHMENT","type":"eni","status":"DELETED",
               "details":[{"name":"subnetId","value":"subnet-1"}]}],
              "attributes":[{"name":"ecs.cpu-architecture","value":"ARCHITECTURE"}],
              "availabilityZone":"us-east-1b","capacityProviderName":"FARGATE_SPOT",
              "clusterArn":"arn:aws:ecs:us-east-1:000000000000:cluster/local",
              "connectivity":"CONNECTED","connectivityAt":"2026-03-01T02:00:00.575Z",
              "containers":[{"containerArn":"CONTAINER","taskArn":"TASK","name":"main","image":"busybox",
               "runtimeId":"92fc22f8f0d2a17592451293d13e7d7d-1","lastStatus":"STOPPED","exitCode":2,
               "networkInterfaces":[],"cpu":"0","memoryReservation":"32"}],
              "cpu":"256","memory":"512","createdAt":"2026-03-01T02:00:00.575Z","desiredStatus":"STOPPED",
              "enableExecuteCommand":false,"ephemeralStorage":{"sizeInGiB":20},"executionStoppedAt":"2026-03-01T02:00:54.600Z",
              "group":"family:report","lastStatus":"STOPPED","launchType":"FARGATE",
              "overrides":{"containerOverrides":[{"name":"main","environment":[{"name":"A","value":"b"}]}]},
              "platformVersion":"1.4.0","startedAt":"2026-03-01T02:00:31.159Z",
              "startedBy":"stack/report/20260301T020000Z/1","stopCode":"EssentialContainerExited",
              "stoppedAt":"2026-03-01T02:00:54.600Z","stoppedReason":"Essential container in task exited",
              "stoppingAt":"2026-03-01T02:00:54.600Z","taskArn":"TASK",
              "taskDefinitionArn":"arn:aws:ecs:us-east-1:000000000000:task-definition/report:1",
              "updatedAt":"2026-03-01T02:00:54.600Z","version":5}}
            """
                .replace("ARCHITECTURE", life().attributes().getFirst().value())
                .replace("TASK", task().taskArn())
                .replace("ATTACHMENT", life().attachments().getFirst().id())
                .replace("CONTAINER", life().containers().getFirst().containerArn())),
        Json.readObject(Json.write(event)));
  }

  @Test
  void hasEcsOwnWordsForAContainerThatWasKilledForItsMemory() {
    var killed = ended(new Exited(STARTED, 137, true, ENDED));

    var container = TaskView.now(killed).containers().getFirst();

    assertEquals(137, container.exitCode());
    assertEquals("OutOfMemoryError: container killed due to memory usage", container.reason());
    assertEquals("EssentialContainerExited", TaskView.now(killed).stopCodeAsString());
    assertEquals("Essential container in task exited", TaskView.now(killed).stoppedReason());
  }

  @ParameterizedTest
  @CsvSource({
    "PROVISIONING, PRECREATED",
    "PENDING, ATTACHED",
    "RUNNING, ATTACHED",
    "DEPROVISIONING, DETACHING",
    "STOPPED, DELETED"
  })
  void theNetworkInterfaceComesAndGoesWithTheTask(Status step, String status) {
    var attachment = new TaskNetwork(task()).attachments(step).getFirst();

    assertEquals(status, attachment.status());
    assertEquals("ElasticNetworkInterface", attachment.type(), "as the API calls it");
  }

  @Test
  void aTaskWithoutANetworkOfItsOwnHasNoAttachment() {
    var task = bench.registration(Bench.request("token"));

    assertEquals(List.of(), new TaskNetwork(task).attachments(Status.RUNNING));
    assertEquals("us-east-1a", new TaskNetwork(task).availabilityZone());
  }

  @Test
  void theRequestIsReadBackAsItWasWritten() {
    assertEquals(task(), Registration.fromJson(task().toJson()));
  }

  @Test
  void aPreferredProviderNamesTheCapacity() {
    assertEquals("FARGATE_SPOT", life().capacityProviderName());
    assertEquals(LaunchType.FARGATE, life().launchType());
  }

  private Task life() {
    return TaskView.now(ended(new Exited(STARTED, 2, false, ENDED)));
  }

  private TaskLife ended(Exited how) {
    var task = task();
    var container = ContainerLife.of(task.containers().getFirst(), how);
    return new TaskLife(task, CREATED, List.of(container), Optional.empty(), Clearance.NONE);
  }

  private Registration task() {
    var override =
        ContainerOverride.builder()
            .name("main")
            .environment(List.of(KeyValuePair.builder().name("A").value("b").build()))
            .build();
    var request =
        Bench.request("token", override).toBuilder()
            .capacityProviderStrategy(List.of(provider("FARGATE", 1), provider("FARGATE_SPOT", 4)))
            .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1")))
            .build();
    return bench.registration(request);
  }

  private static CapacityProviderStrategyItem provider(String name, int weight) {
    return CapacityProviderStrategyItem.builder().capacityProvider(name).weight(weight).build();
  }
}
