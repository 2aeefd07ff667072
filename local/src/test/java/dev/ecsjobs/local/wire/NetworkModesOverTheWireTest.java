package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks on Fargate and on declared EC2 instances, in every network mode there is. */
class NetworkModesOverTheWireTest {
  private static final String INSTANCES =
      """
      [{"zone": "us-east-1a", "cpu": 2048, "memory": 4096},
       {"zone": "us-east-1b", "cpu": 2048, "memory": 4096}]
      """;

  private static WiredStack stack;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("instances.json"), INSTANCES);
    stack = new WiredStack(folder);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static String definition(String family, String mode, String compatibility) {
    var main =
        ContainerDefinition.builder()
            .name("main")
            .image("busybox")
            .command("sh", "-c", "exit 3")
            .memory(64)
            .build();
    return stack
        .ecs
        .registerTaskDefinition(
            r ->
                r.family(family)
                    .networkMode(mode)
                    .requiresCompatibilitiesWithStrings(compatibility)
                    .cpu("256")
                    .memory("512")
                    .containerDefinitions(main))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private static RunTaskRequest.Builder request(String definition, String launchType) {
    return RunTaskRequest.builder()
        .cluster(stack.cluster())
        .taskDefinition(definition)
        .launchType(launchType)
        .clientToken(definition.replaceFirst(".*/", ""));
  }

  private static RunTaskRequest.Builder inSubnet(RunTaskRequest.Builder request) {
    return request.networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1")));
  }

  private static Task run(RunTaskRequest.Builder request) {
    var answer = stack.ecs.runTask(request.build());
    assertEquals(List.of(), answer.failures());
    var task = answer.tasks().getFirst();
    assertEquals(3, stack.awaitStopped(task.taskArn()).containers().getFirst().exitCode());
    return task;
  }

  private static List<String> interfaces(Task task) {
    return task.attachments().stream().map(Attachment::type).toList();
  }

  @Test
  void onFargateATaskHasAnInterfaceAndNoInstance() {
    var task = run(inSubnet(request(definition("on-fargate", "awsvpc", "FARGATE"), "FARGATE")));

    assertEquals(List.of("ElasticNetworkInterface"), interfaces(task));
    assertNull(task.containerInstanceArn());
    assertTrue(task.availabilityZone().startsWith("us-east-1"), task::availabilityZone);
  }

  @Test
  void onEc2ATaskMayHaveAnInterfaceToo() {
    var task = run(inSubnet(request(definition("on-awsvpc", "awsvpc", "EC2"), "EC2")));

    assertEquals(List.of("ElasticNetworkInterface"), interfaces(task));
    assertTrue(task.containerInstanceArn().contains(":container-instance/ecsjobs/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bridge", "host", "none"})
  void onEc2ATaskUsesWhatItsInstanceHas(String mode) {
    var task = run(request(definition("on-" + mode, mode, "EC2"), "EC2"));

    assertEquals(List.of(), interfaces(task));
    assertTrue(task.containerInstanceArn().contains(":container-instance/ecsjobs/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bridge", "host", "none"})
  void aNetworkConfigurationIsForAwsvpcOnly(String mode) {
    var wrong = inSubnet(request(definition("with-" + mode, mode, "EC2"), "EC2")).build();

    var refused = assertThrows(InvalidParameterException.class, () -> stack.ecs.runTask(wrong));

    assertEquals(
        "Network Configuration is not valid for the given networkMode of this task definition.",
        refused.awsErrorDetails().errorMessage());
  }

  @Test
  void aTaskThatNoInstanceHasRoomForIsAFailureOfEach() {
    var big =
        request(definition("big", "bridge", "EC2"), "EC2").overrides(o -> o.memory("8192")).build();

    var answer = stack.ecs.runTask(big);

    assertEquals(List.of(), answer.tasks());
    assertEquals(
        List.of("RESOURCE:MEMORY", "RESOURCE:MEMORY"),
        answer.failures().stream().map(f -> f.reason()).toList());
  }
}
