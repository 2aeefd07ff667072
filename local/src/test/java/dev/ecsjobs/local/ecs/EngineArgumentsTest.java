package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HostEntry;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Tmpfs;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What a container engine is told; no engine is needed to see that. */
class EngineArgumentsTest {
  private static final ContainerEngine ENGINE = new ContainerEngine("x86_64", 2);
  private static final EngineNames NAMES = new EngineNames("0123", "abcd");
  private static final ContainerDefinition PLAIN =
      ContainerDefinition.builder().name("main").image("image").build();

  @Test
  void theNameSaysWhoseItIsAndTheLabelsAreEcsOwn() {
    var words = arguments(PLAIN.toBuilder().dockerLabels(Map.of("team", "data")).build());

    assertOption(words, "--name", "ecsjobs-0123-main.abcd");
    assertOption(words, "--label", "dev.ecsjobs.task=0123.abcd");
    assertOption(words, "--label", "com.amazonaws.ecs.container-name=main");
    assertOption(words, "--label", "com.amazonaws.ecs.task-definition-family=report");
    assertOption(words, "--label", "com.amazonaws.ecs.task-definition-version=3");
    assertOption(words, "--label", "team=data");
    assertEquals("image", words.getLast());
  }

  @Test
  void theEntryPointsFirstWordIsAnOptionAndTheOthersGoBeforeTheCommand() {
    var words = arguments(PLAIN.toBuilder().entryPoint("sh", "-c").command("echo \"$A\"").build());

    assertOption(words, "--entrypoint", "sh");
    assertEquals(
        List.of("image", "-c", "echo \"$A\""), words.subList(words.size() - 3, words.size()));
  }

  @ParameterizedTest
  @CsvSource({
    // of the task: CPU, memory; of the container: memory; what the engine has to keep to
    "256, 512,    , --memory 512m --memory-swap 512m --cpus 0.25",
    "256, 512, 128, --memory 128m --memory-swap 128m --cpus 0.25",
    "   ,    , 128, --memory 128m --memory-swap 128m",
    "8192, 512,   , --memory 512m --memory-swap 512m --cpus 2.0"
  })
  void limitsAreTheTasksAndTheContainers(String cpu, String memory, Integer own, String expected) {
    var container = PLAIN.toBuilder().memory(own).build();
    var words = arguments(task(d -> d.cpu(cpu).memory(memory), container), EngineNetwork.OWN);

    assertTrue(String.join(" ", words).contains(" " + expected + " "), words::toString);
    assertEquals(cpu != null, words.contains("--cpus"));
  }

  @Test
  void whatARequestOverridesIsTold() {
    var container = PLAIN.toBuilder().environment(pair("A", "defined"), pair("B", "kept")).build();
    var override =
        ContainerOverride.builder()
            .name("main")
            .command("other")
            .memory(64)
            .environment(pair("A", "asked for"))
            .build();

    var words = arguments(Overridden.by(override, container));

    assertOption(words, "--env", "A=asked for");
    assertOption(words, "--env", "B=kept");
    assertFalse(words.contains("A=defined"));
    assertOption(words, "--memory", "64m");
    assertEquals("other", words.getLast());
  }

  @Test
  void theRestOfADefinitionIsTold() {
    var words =
        arguments(
            PLAIN.toBuilder()
                .user("1000:1000")
                .workingDirectory("/work")
                .readonlyRootFilesystem(true)
                .privileged(false)
                .ulimits(Ulimit.builder().name("nofile").softLimit(10).hardLimit(20).build())
                .linuxParameters(
                    l ->
                        l.initProcessEnabled(true)
                            .sharedMemorySize(64)
                            .capabilities(c -> c.drop("ALL"))
                            .tmpfs(Tmpfs.builder().containerPath("/t").size(5).build()))
                .mountPoints(
                    MountPoint.builder().sourceVolume("own").containerPath("/own").build(),
                    MountPoint.builder()
                        .sourceVolume("host")
                        .containerPath("/host")
                        .readOnly(true)
                        .build())
                .build());

    assertOption(words, "--user", "1000:1000");
    assertOption(words, "--workdir", "/work");
    assertTrue(words.contains("--read-only"));
    assertFalse(words.contains("--privileged"));
    assertOption(words, "--ulimit", "nofile=10:20");
    assertTrue(words.contains("--init"));
    assertOption(words, "--shm-size", "64m");
    assertOption(words, "--cap-drop", "ALL");
    assertOption(words, "--tmpfs", "/t:size=5m");
    assertOption(words, "--volume", "ecsjobs-0123-own.abcd:/own");
    assertOption(words, "--volume", "/somewhere:/host:ro");
  }

  @ParameterizedTest
  @CsvSource({
    "HOST, --network, host",
    "NONE, --network, none",
    "SHARED, --network, container:ecsjobs-0123-.network.abcd",
    "OWN, --add-host, host.docker.internal:host-gateway",
    "OWN, --add-host, db:10.0.0.1"
  })
  void theNetworkIsTheTasks(EngineNetwork network, String option, String value) {
    var container =
        PLAIN.toBuilder()
            .extraHosts(HostEntry.builder().hostname("db").ipAddress("10.0.0.1").build())
            .build();

    assertOption(arguments(task(d -> {}, container), network), option, value);
  }

  @ParameterizedTest
  @CsvSource({
    "awsvpc, 2, x86_64, SHARED",
    "awsvpc, 2, aarch64, SHARED",
    "awsvpc, 1, x86_64, OWN",
    "awsvpc, 2, riscv64, OWN",
    "bridge, 2, x86_64, OWN",
    ", 2, x86_64, OWN",
    "host, 2, x86_64, HOST",
    "none, 2, x86_64, NONE"
  })
  void onlyContainersOfOneInterfaceShareANetwork(
      String mode, int containers, String architecture, EngineNetwork network) {
    var definition =
        TaskDefinition.builder()
            .networkMode(mode == null ? null : NetworkMode.fromValue(mode))
            .containerDefinitions(Collections.nCopies(containers, PLAIN))
            .build();

    assertEquals(network, EngineNetwork.of(definition, new ContainerEngine(architecture, 1)));
  }

  @Test
  void twoDataFoldersTellTheirOwnByTheFolder() {
    var one = EngineNames.of("0123", Path.of("/a/tasks"));

    assertEquals(one, EngineNames.of("0123", Path.of("/a/tasks")));
    assertFalse(one.label().equals(EngineNames.of("0123", Path.of("/b/tasks")).label()));
  }

  @ParameterizedTest
  @CsvSource({
    "linux x86_64 2, x86_64, 2",
    "linux aarch64 10, aarch64, 10",
    "windows x86_64 2, , ",
    "'linux  0', , ",
    "'', , "
  })
  void anEngineIsOneThatRunsLinux(String answer, String architecture, Integer cpus) {
    assertEquals(
        Optional.ofNullable(architecture).map(name -> new ContainerEngine(name, cpus)),
        ContainerEngine.read(answer + "\n"));
  }

  private static List<String> arguments(ContainerDefinition container) {
    return arguments(task(d -> {}, container), EngineNetwork.OWN);
  }

  private static List<String> arguments(Registration task, EngineNetwork network) {
    return EngineArguments.of(task, task.containers().getFirst(), NAMES, network, ENGINE);
  }

  private static Registration task(
      Consumer<TaskDefinition.Builder> change, ContainerDefinition container) {
    var definition =
        TaskDefinition.builder()
            .family("report")
            .revision(3)
            .volumes(
                Volume.builder().name("own").build(),
                Volume.builder().name("host").host(h -> h.sourcePath("/somewhere")).build())
            .containerDefinitions(container);
    change.accept(definition);
    return Registration.of(
        "token", Bench.CLUSTER, definition.build(), RunTaskRequest.builder().build());
  }

  private static KeyValuePair pair(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }

  private static void assertOption(List<String> words, String option, String value) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals(option) && words.get(i + 1).equals(value)) {
        return;
      }
    }
    throw new AssertionError(option + " " + value + " is not in " + words);
  }
}
