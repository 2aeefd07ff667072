package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** The SDK's own client cannot tell this machine from AWS. */
class EcsOverTheWireTest {
  private static WiredStack stack;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stack = new WiredStack(folder);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void aTaskIsRunAndDescribedToItsEnd() {
    var override =
        ContainerOverride.builder()
            .name("main")
            .environment(KeyValuePair.builder().name("JOB_ATTEMPT").value("7").build())
            .build();
    var request =
        stack.request("ecsjobs-failing", "to-its-end").toBuilder()
            .startedBy("wire/failing/1")
            .overrides(o -> o.containerOverrides(override))
            .build();

    var answer = stack.ecs.runTask(request);

    assertEquals(List.of(), answer.failures());
    var started = answer.tasks().getFirst();
    assertEquals("wire/failing/1", started.startedBy());
    assertEquals(request.overrides(), started.overrides());
    var stopped = stack.awaitStopped(started.taskArn());
    assertEquals(3, stopped.containers().getFirst().exitCode());
    assertEquals("EssentialContainerExited", stopped.stopCodeAsString());
    var here =
        stack
            .engine
            .ecs()
            .describeTasks(r -> r.cluster(stack.cluster()).tasks(started.taskArn()))
            .tasks()
            .getFirst();
    assertEquals(here.stoppedAt().truncatedTo(ChronoUnit.MILLIS), stopped.stoppedAt());
    assertEquals(here.containers(), stopped.containers());
    assertEquals(
        List.of("attempt 7: this job always fails"),
        stack.engine.records().logs().lastLines(started.taskArn(), 10));
  }

  @Test
  void aRepeatedClientTokenGivesTheSameTask() {
    var request = stack.request("ecsjobs-hello", "repeated");

    var first = stack.ecs.runTask(request).tasks().getFirst();
    var second = stack.ecs.runTask(request).tasks().getFirst();

    assertEquals(first.taskArn(), second.taskArn());
    assertEquals(first.taskArn(), stack.engine.ecs().runTask(request).tasks().getFirst().taskArn());
  }

  @Test
  void withoutAClientTokenEachCallIsATaskOfItsOwn() {
    // The SDK makes one up for each call, the AWS CLI sends none.
    var body =
        """
        {"cluster": "%s", "taskDefinition": "ecsjobs-hello",
         "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}}
        """
            .formatted(stack.cluster());

    var tasks =
        IntStream.range(0, 2)
            .mapToObj(_ -> Raw.ecs(stack.address().getPort(), "RunTask", body).field("tasks"))
            .collect(Collectors.toSet());

    assertEquals(2, tasks.size());
  }

  /** As the AWS CLI sends {@code [{name=JOB_ATTEMPT}]}. */
  @Test
  void aVariableWithoutAValueIsEmpty() {
    var override =
        ContainerOverride.builder()
            .name("main")
            .environment(KeyValuePair.builder().name("JOB_ATTEMPT").build())
            .build();
    var request =
        stack.request("ecsjobs-failing", "no-value").toBuilder()
            .overrides(o -> o.containerOverrides(override))
            .build();

    var arn = stack.ecs.runTask(request).tasks().getFirst().taskArn();

    stack.awaitStopped(arn);
    assertEquals(
        List.of("attempt : this job always fails"),
        stack.engine.records().logs().lastLines(arn, 10));
  }

  @Test
  void tasksAreListedPageByPage() {
    var started =
        IntStream.range(0, 3)
            .mapToObj(n -> stack.request("ecsjobs-hello", "listed-" + n))
            .map(request -> request.toBuilder().startedBy("wire/listed").build())
            .map(request -> stack.ecs.runTask(request).tasks().getFirst().taskArn())
            .collect(Collectors.toSet());
    started.forEach(stack::awaitStopped);

    var pages =
        stack.ecs.listTasksPaginator(
            r ->
                r.cluster(stack.cluster())
                    .startedBy("wire/listed")
                    .desiredStatus("STOPPED")
                    .maxResults(2));

    assertEquals(started, pages.taskArns().stream().collect(Collectors.toSet()));
    assertEquals(2, pages.stream().count());
  }

  @Test
  void aTaskIsStoppedWithTheReasonGiven() {
    var arn = stack.ecs.runTask(stack.request("ecsjobs-hanging", "x")).tasks().getFirst().taskArn();

    stack.ecs.stopTask(r -> r.cluster(stack.cluster()).task(arn).reason("enough"));

    var stopped = stack.awaitStopped(arn);
    assertEquals("UserInitiated", stopped.stopCodeAsString());
    assertEquals("enough", stopped.stoppedReason());
  }

  @Test
  void aDefinitionIsDescribedAsItIsHere() {
    var definition =
        stack.ecs.describeTaskDefinition(r -> r.taskDefinition("ecsjobs-import")).taskDefinition();

    assertEquals(
        stack
            .engine
            .ecs()
            .describeTaskDefinition(r -> r.taskDefinition("ecsjobs-import"))
            .taskDefinition(),
        definition);
    assertEquals("256", definition.cpu());
    assertEquals("main", definition.containerDefinitions().getFirst().name());
    assertEquals(
        List.of(definition.taskDefinitionArn()),
        stack.ecs.listTaskDefinitions(r -> r.familyPrefix("ecsjobs-import")).taskDefinitionArns());
  }

  @Test
  void aDefinitionIsRegisteredRunAndDeregistered() {
    var main =
        ContainerDefinition.builder()
            .name("main")
            .image("busybox")
            .command("sh", "-c", "exit 4")
            .logConfiguration(l -> l.logDriver("json-file").options(Map.of("max-size", "1m")))
            .build();

    var registered =
        stack.ecs.registerTaskDefinition(
            r -> r.family("mine").networkMode("bridge").memory("1 GB").containerDefinitions(main));

    var definition = registered.taskDefinition();
    assertEquals("mine", definition.family());
    assertEquals("1024", definition.memory());
    assertEquals(List.of("EXTERNAL", "EC2"), definition.compatibilitiesAsStrings());
    assertEquals(
        main.logConfiguration(), definition.containerDefinitions().getFirst().logConfiguration());
    assertEquals(
        definition,
        stack.ecs.describeTaskDefinition(r -> r.taskDefinition("mine")).taskDefinition());
    var request =
        RunTaskRequest.builder()
            .cluster(stack.cluster())
            .taskDefinition(definition.taskDefinitionArn())
            .launchType("EC2");
    var task = stack.ecs.runTask(request.clientToken("mine-1").build()).tasks().getFirst();
    assertEquals(4, stack.awaitStopped(task.taskArn()).containers().getFirst().exitCode());
    assertTrue(
        stack
            .ecs
            .listTaskDefinitionFamilies(r -> r.familyPrefix("mi"))
            .families()
            .contains("mine"));

    stack.ecs.deregisterTaskDefinition(r -> r.taskDefinition("mine:1"));

    var refusal =
        assertThrows(
            InvalidParameterException.class,
            () -> stack.ecs.runTask(request.clientToken("mine-2").build()));
    assertEquals("TaskDefinition is inactive", refusal.awsErrorDetails().errorMessage());
  }

  @Test
  void aTemplatesDefinitionIsWhollyHere() {
    var definition =
        stack.ecs.describeTaskDefinition(r -> r.taskDefinition("ecsjobs-import")).taskDefinition();

    assertEquals("awsvpc", definition.networkModeAsString());
    assertEquals(List.of("EC2", "FARGATE"), definition.compatibilitiesAsStrings());
    assertEquals("LINUX", definition.runtimePlatform().operatingSystemFamilyAsString());
    assertEquals(
        "import",
        definition
            .containerDefinitions()
            .getFirst()
            .logConfiguration()
            .options()
            .get("awslogs-stream-prefix"));
  }

  @Test
  void aClusterIsCreatedAndDeleted() {
    var created = stack.ecs.createCluster(r -> r.clusterName("mine")).cluster();

    assertEquals(stack.cluster().replaceFirst("[^/]*$", "mine"), created.clusterArn());
    assertTrue(stack.ecs.listClusters().clusterArns().contains(created.clusterArn()));
    assertEquals("INACTIVE", stack.ecs.deleteCluster(r -> r.cluster("mine")).cluster().status());
    assertEquals(List.of(stack.cluster()), stack.ecs.listClusters().clusterArns());
  }

  @Test
  void theClusterIsDescribedAndOthersAreMissing() {
    var described = stack.ecs.describeClusters(r -> r.clusters(stack.cluster(), "other"));

    var cluster = described.clusters().getFirst();
    assertEquals(stack.cluster(), cluster.clusterArn());
    assertEquals("ACTIVE", cluster.status());
    assertEquals(0, cluster.registeredContainerInstancesCount());
    assertEquals("MISSING", described.failures().getFirst().reason());
    assertTrue(described.failures().getFirst().arn().endsWith(":cluster/other"));
    assertEquals(List.of(stack.cluster()), stack.ecs.listClusters().clusterArns());
  }

  @Test
  void aRefusalArrivesAsTheModelledException() {
    var noCluster =
        assertThrows(
            ClusterNotFoundException.class,
            () -> stack.ecs.describeTasks(r -> r.cluster("other").tasks("x")));
    assertEquals("Cluster not found.", noCluster.awsErrorDetails().errorMessage());
    assertEquals(400, noCluster.statusCode());
    assertThrows(ClientException.class, () -> stack.ecs.runTask(stack.request("unknown", "y")));
    assertThrows(
        InvalidParameterException.class,
        () -> stack.ecs.stopTask(r -> r.cluster(stack.cluster()).task("0".repeat(32))));
  }

  @Test
  void aConflictNamesTheTaskThatHasTheToken() {
    var request = stack.request("ecsjobs-hello", "taken");
    var arn = stack.ecs.runTask(request).tasks().getFirst().taskArn();

    var conflict =
        assertThrows(
            ConflictException.class,
            () -> stack.ecs.runTask(request.toBuilder().startedBy("another").build()));

    assertEquals(List.of(arn), conflict.resourceIds());
  }

  @Test
  void anActionThatIsNotServedSaysWhatIs() {
    var refused = assertThrows(EcsException.class, () -> stack.ecs.createTaskSet(r -> {}));

    var details = refused.awsErrorDetails();
    assertEquals("UnknownOperationException", details.errorCode());
    assertEquals(
        "ECS's CreateTaskSet cannot be served on this machine. These can: CreateCluster,"
            + " CreateService, DeleteCluster, DeleteService, DeregisterTaskDefinition,"
            + " DescribeClusters, DescribeContainerInstances, DescribeServices,"
            + " DescribeTaskDefinition, DescribeTasks, ListClusters, ListContainerInstances,"
            + " ListServices, ListTaskDefinitionFamilies, ListTaskDefinitions, ListTasks,"
            + " RegisterTaskDefinition, RunTask, StopTask, UpdateService.",
        details.errorMessage());
    assertEquals(Set.of(400), Set.of(refused.statusCode()));
  }
}
