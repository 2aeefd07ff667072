package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class RefusalsTest {
  @TempDir Path folder;

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("ClientException", "TaskDefinition not found.", r -> r.taskDefinition("x")),
        refused("ClientException", "TaskDefinition not found.", r -> r.taskDefinition("report:2")),
        refused("ClusterNotFoundException", "Cluster not found.", r -> r.cluster("x")),
        refused("ClusterNotFoundException", "Cluster not found.", r -> r.cluster(null)),
        refused(
            "InvalidParameterException",
            "Override for container named x is not a container in the TaskDefinition.",
            r -> r.overrides(overrides("x", "true"))),
        refused(
            "InvalidParameterException",
            "Container Overrides length must be at most 8192",
            r -> r.overrides(overrides("main", "x".repeat(8192)))),
        refused(
            "InvalidParameterException",
            "clientToken must be 1 to 64 visible ASCII characters.",
            r -> r.clientToken("x".repeat(65))),
        refused(
            "InvalidParameterException",
            "startedBy must be at most 128 letters, digits, hyphens, slashes and underscores.",
            r -> r.startedBy("a:b")),
        refused(
            "ClientException",
            "Invalid 'cpu' setting for task.",
            r -> r.overrides(o -> o.cpu("much"))),
        refused(
            "ClientException",
            "Invalid 'memory' setting for task.",
            r -> r.overrides(o -> o.memory("1 TB"))),
        refused(
            "InvalidParameterException",
            "TaskDefinition cannot be empty.",
            r -> r.taskDefinition("")));
  }

  private static Arguments refused(
      String code, String message, Consumer<RunTaskRequest.Builder> wrong) {
    return Arguments.of(code, message, wrong);
  }

  private static TaskOverride overrides(String container, String command) {
    var override = ContainerOverride.builder().name(container).command(command).build();
    return TaskOverride.builder().containerOverrides(List.of(override)).build();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void refusesAsEcsDoes(String code, String message, Consumer<RunTaskRequest.Builder> wrong) {
    var bench = new Bench(folder).runsShell("exit 0");
    try (var ecs = bench.open()) {
      var request = request("token").toBuilder();
      wrong.accept(request);

      var refusal = assertThrows(EcsException.class, () -> ecs.runTask(request.build()));

      assertEquals(code, refusal.awsErrorDetails().errorCode());
      assertEquals(code, refusal.getClass().getSimpleName());
      assertEquals(message, refusal.awsErrorDetails().errorMessage());
      assertEquals(0, bench.tasks.toFile().list().length);
    }
  }
}
