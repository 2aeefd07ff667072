package dev.ecsjobs.local.ecs.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Device;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.Volume;

class FargateRulesTest {
  private static RegisterTaskDefinitionRequest.Builder task() {
    return RegisterTaskDefinitionRequest.builder()
        .family("f")
        .requiresCompatibilities(Compatibility.FARGATE)
        .networkMode(NetworkMode.AWSVPC)
        .cpu("256")
        .memory("512")
        .containerDefinitions(container().build());
  }

  private static ContainerDefinition.Builder container() {
    return ContainerDefinition.builder().name("main").image("i");
  }

  private static List<String> problems(RegisterTaskDefinitionRequest.Builder task) {
    return DefinitionRules.problems(Filled.of(task.build()));
  }

  @Test
  void takesATaskOfItsKind() {
    assertEquals(List.of(), problems(task()));
  }

  @ParameterizedTest
  @CsvSource({
    "256, 512, true",
    ".25 vCPU, 2 GB, true",
    "256, 4096, false",
    "300, 512, false",
    "1024, 2 GB, true",
    "1024, 2500, false",
    "16384, 120 GB, true",
    "32768, 244 GB, true",
    "32768, 128 GB, false"
  })
  void hasCertainSizes(String cpu, String memory, boolean offered) {
    var words =
        "No Fargate configuration exists for given values: %d CPU, %d memory. See the Amazon ECS documentation for the valid values."
            .formatted(
                TaskSize.cpuUnits(cpu).orElseThrow(), TaskSize.mebibytes(memory).orElseThrow());

    assertEquals(offered ? List.of() : List.of(words), problems(task().cpu(cpu).memory(memory)));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        task("Fargate only supports network mode ‘awsvpc’.", t -> t.networkMode("bridge")),
        task(
            "Fargate only supports network mode ‘awsvpc’.", t -> t.networkMode((NetworkMode) null)),
        task("Fargate requires that 'cpu' be defined at the task level.", t -> t.cpu(null)),
        unsupported(
            "constraints",
            t ->
                t.placementConstraints(
                    TaskDefinitionPlacementConstraint.builder().type("memberOf").build())),
        unsupported("ipcMode", t -> t.ipcMode("task")),
        unsupported(
            "sourcePath",
            t -> t.volumes(Volume.builder().name("v").host(h -> h.sourcePath("/tmp")).build())),
        unsupported(
            "dockerVolumeConfiguration",
            t -> t.volumes(Volume.builder().name("v").dockerVolumeConfiguration(d -> {}).build())),
        task(
            "Tasks using the Fargate launch type do not support pidMode 'host'.",
            t -> t.pidMode(PidMode.HOST)),
        task(
            "EphemeralStorage size should be at least 21",
            t -> t.ephemeralStorage(e -> e.sizeInGiB(20))),
        task(
            "No Fargate configuration exists for given values: 256 CPU, 512 memory. See the Amazon"
                + " ECS documentation for the valid values.",
            t -> t.runtimePlatform(p -> p.operatingSystemFamily("WINDOWS_SERVER_2022_CORE"))),
        main("Fargate requires that the 'privileged' setting be 'false'.", c -> c.privileged(true)),
        main(
            "Tasks using the Fargate launch type must have a container stop timeout of less than"
                + " 120 seconds.",
            c -> c.stopTimeout(121)),
        main(
            "Tasks using the Fargate launch type do not support GPU resource requirements.",
            c ->
                c.resourceRequirements(
                    ResourceRequirement.builder().type("GPU").value("1").build())),
        main(
            "Fargate compatible task definitions do not support dockerSecurityOptions.",
            c -> c.dockerSecurityOptions("no-new-privileges")),
        linux("devices", l -> l.devices(Device.builder().hostPath("/dev/kvm").build())),
        linux("sharedMemorySize", l -> l.sharedMemorySize(64)),
        linux("maxSwap", l -> l.maxSwap(64)),
        linux("swappiness", l -> l.swappiness(60)),
        main(
            "NET_ADMIN is not allowed on Fargate.",
            c -> c.linuxParameters(l -> l.capabilities(k -> k.add("SYS_PTRACE", "NET_ADMIN")))),
        main(
            "json-file is not a valid log driver. Must be one of [awslogs, splunk, awsfirelens]",
            c -> c.logConfiguration(l -> l.logDriver("json-file"))),
        main(
            "Fargate requires task definition to have execution role ARN to support ECR images.",
            c -> c.image("1.dkr.ecr.us-east-1.amazonaws.com/a:1")));
  }

  private static Arguments task(
      String words, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    return Arguments.of(words, change);
  }

  private static Arguments unsupported(
      String what, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    return task("Fargate compatible task definitions do not support " + what + ".", change);
  }

  private static Arguments main(String words, Consumer<ContainerDefinition.Builder> change) {
    return task(
        words,
        task -> {
          var container = container();
          change.accept(container);
          task.containerDefinitions(container.build());
        });
  }

  private static Arguments linux(String what, Consumer<LinuxParameters.Builder> change) {
    return main(
        "Fargate compatible task definitions do not support " + what + ".",
        c -> c.linuxParameters(change));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesInEcsWords(String words, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    var task = task();
    change.accept(task);

    assertEquals(List.of(words), problems(task));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatIsNotForFargateMayBeForEc2(
      String words, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    var task = task();
    change.accept(task);
    var definition = Filled.of(task.requiresCompatibilities(List.of()).build());

    assertEquals(List.of(), DefinitionRules.problems(definition), words);
    assertEquals(false, definition.compatibilities().contains(Compatibility.FARGATE));
  }
}
