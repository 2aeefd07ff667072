package dev.ecsjobs.local.ecs.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HostEntry;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;

class DefinitionRulesTest {
  /** On EC2, in mode bridge. */
  private static RegisterTaskDefinitionRequest.Builder task(ContainerDefinition... containers) {
    return RegisterTaskDefinitionRequest.builder().family("f").containerDefinitions(containers);
  }

  private static ContainerDefinition.Builder container(String name) {
    return ContainerDefinition.builder().name(name).image("i").memory(64);
  }

  private static List<String> problems(RegisterTaskDefinitionRequest.Builder task) {
    return DefinitionRules.problems(Filled.of(task.build()));
  }

  @Test
  void takesWhatIsRight() {
    var main =
        container("main")
            .dependsOn(waitsFor("init", "SUCCESS"), waitsFor("db", "HEALTHY"))
            .portMappings(PortMapping.builder().containerPort(80).hostPort(8080).build())
            .links("db")
            .environment(variable("A"), variable("A"))
            .build();
    var init = container("init").essential(false).build();
    var db = container("db").healthCheck(HealthCheck.builder().command("CMD", "true").build());

    assertEquals(List.of(), problems(task(main, init, db.build())));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        task("Family contains invalid characters.", t -> t.family("a b")),
        task("Family contains invalid characters.", t -> t.family(null)),
        task("Container list cannot be empty.", t -> t.containerDefinitions(List.of())),
        task(
            "Too many containers.",
            t ->
                t.containerDefinitions(
                    Stream.iterate(0, n -> n + 1)
                        .limit(11)
                        .map(n -> container("c" + n).build())
                        .toList())),
        task(
            "Container names must be unique within a Task Definition.",
            t -> t.containerDefinitions(container("a").build(), container("a").build())),
        task("networkMode must be bridge, host, awsvpc or none.", t -> t.networkMode("mesh")),
        task(
            "requiresCompatibilities must be EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES.",
            t -> t.requiresCompatibilitiesWithStrings("LAMBDA")),
        task("Invalid 'cpu' setting for task.", t -> t.cpu("much")),
        task("Invalid 'memory' setting for task.", t -> t.memory("")),
        task(
            "The sum of all container 'cpu' values cannot be greater than the value of the task"
                + " 'cpu'.",
            t ->
                t.cpu("1 vCPU")
                    .containerDefinitions(
                        container("a").cpu(1000).build(), container("b").cpu(25).build())),
        task(
            "APPMESH proxy configuration is only supported in networkMode=awsvpc",
            t -> t.proxyConfiguration(p -> p.containerName("main"))),
        main("Container.name should not be null or empty.", c -> c.name("")),
        main("Container.name contains invalid characters.", c -> c.name("a.b")),
        main("Container.image should not be null or empty.", c -> c.image(null)),
        main("Task definition doesn't have any essential container", c -> c.essential(false)),
        main(
            "Invalid setting for container 'main'. At least one of 'memory' or 'memoryReservation'"
                + " must be specified.",
            c -> c.memory(null)),
        main(
            "Invalid setting for container 'main'. 'memory' must be greater than or equal to"
                + " 'memoryReservation'.",
            c -> c.memoryReservation(65)),
        main(
            "Environment variable name cannot be null or blank.", c -> c.environment(variable(""))),
        main(
            "Unknown volume 'x'.",
            c -> c.mountPoints(MountPoint.builder().sourceVolume("x").build())),
        main(
            "Granular stop timeout on container 'main' must be at least 2 seconds.",
            c -> c.stopTimeout(1)),
        main(
            "Log driver awslogs requires options: awslogs-region, awslogs-group",
            c -> c.logConfiguration(l -> l.logDriver("awslogs"))),
        main(
            "Log driver awslogs requires options: awslogs-group",
            c ->
                c.logConfiguration(
                    l -> l.logDriver("awslogs").options(Map.of("awslogs-region", "r")))));
  }

  private static Arguments task(
      String words, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    return Arguments.of(words, change);
  }

  private static Arguments main(String words, Consumer<ContainerDefinition.Builder> change) {
    Consumer<RegisterTaskDefinitionRequest.Builder> whole =
        task -> {
          var container = container("main");
          change.accept(container);
          task.containerDefinitions(container.build());
        };
    return Arguments.of(words, whole);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesInEcsWords(String words, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    var task = task(container("main").build());
    change.accept(task);

    assertEquals(List.of(words), problems(task));
  }

  @Test
  void aContainerMayHoldNoMoreThanItsTask() {
    var task = task(container("main").build()).memory("63");

    assertEquals(
        List.of("The 'memory' setting for container 'main' is greater than for the task."),
        problems(task));
  }

  @Test
  void aSecretHasANameOfItsOwn() {
    var main = container("main").environment(variable("A")).secrets(secret("A"), secret("B"));
    var words =
        "The secret name must be unique and not shared with any new or existing environment"
            + " variables set on the container, such as 'A'.";

    assertEquals(List.of(words), problems(task(main.build()).executionRoleArn("r")));
    assertTrue(
        problems(task(main.environment(List.of()).build()))
            .getFirst()
            .endsWith("must also specify a value for 'executionRoleArn'."));
  }

  static Stream<Arguments> dependencies() {
    return Stream.of(
        Arguments.of("x", "START", "Cannot depend on container + 'x' because it does not exist"),
        Arguments.of(
            "db",
            "SUCCESS",
            "A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
                + " container"),
        Arguments.of(
            "db",
            "COMPLETE",
            "A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
                + " container"),
        Arguments.of(
            "db",
            "HEALTHY",
            "A dependency container with HEALTHY condition must have health check configured"),
        Arguments.of(
            "db", "RUNNING", "dependsOn condition must be START, COMPLETE, SUCCESS or HEALTHY."),
        Arguments.of("main", "START", "Container dependencies should not have a cycle"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("dependencies")
  void aContainerWaitsForWhatCanCome(String name, String condition, String words) {
    var main = container("main").dependsOn(waitsFor(name, condition)).build();

    assertEquals(List.of(words), problems(task(main, container("db").build())));
  }

  @Test
  void aCircleOfThreeIsOneToo() {
    var a = container("a").dependsOn(waitsFor("b", "START")).build();
    var b = container("b").dependsOn(waitsFor("c", "START")).build();
    var c = container("c").dependsOn(waitsFor("a", "START")).build();

    assertEquals(
        List.of("Container dependencies should not have a cycle"), problems(task(a, b, c)));
  }

  static Stream<Arguments> ports() {
    var same =
        "When networkMode=%s, the host ports and container ports in port mappings must match.";
    return Stream.of(
        Arguments.of("bridge", 80, 8080, List.of()),
        Arguments.of("bridge", 80, 0, List.of()),
        Arguments.of("bridge", 80, null, List.of()),
        Arguments.of("host", 80, 80, List.of()),
        Arguments.of("host", 80, null, List.of()),
        Arguments.of("host", 80, 8080, List.of(same.formatted("host"))),
        Arguments.of("awsvpc", 80, null, List.of()),
        Arguments.of("awsvpc", 80, 80, List.of()),
        Arguments.of("awsvpc", 80, 0, List.of(same.formatted("awsvpc"))),
        Arguments.of("awsvpc", 80, 8080, List.of(same.formatted("awsvpc"))),
        Arguments.of(
            "none", 80, null, List.of("Port mappings are not supported when networkMode=none")),
        Arguments.of(
            "bridge", 0, null, List.of("Invalid 'containerPort' setting for container 'main'.")),
        Arguments.of(
            "bridge", 80, 65_536, List.of("Invalid 'hostPort' setting for container 'main'.")));
  }

  @ParameterizedTest(name = "{0}: {1} at {2}")
  @MethodSource("ports")
  void eachNetworkModeHasItsPorts(
      String mode, Integer containerPort, Integer hostPort, List<String> words) {
    var port = PortMapping.builder().containerPort(containerPort).hostPort(hostPort).build();

    assertEquals(
        words, problems(task(container("main").portMappings(port).build()).networkMode(mode)));
  }

  @Test
  void aNetworkOfItsOwnLeavesNoNamesToTheContainers() {
    var main =
        container("main")
            .links("a")
            .hostname("h")
            .dnsServers("1.1.1.1")
            .dnsSearchDomains("d")
            .extraHosts(HostEntry.builder().hostname("h").ipAddress("1.1.1.1").build())
            .disableNetworking(true)
            .build();

    assertEquals(List.of(), problems(task(main)));
    assertEquals(
        List.of(
            "Links are not supported when networkMode=awsvpc",
            "hostname is not supported on container when networkMode=awsvpc",
            "DNS servers are not supported on container when networkMode=awsvpc",
            "DNS search domains are not supported on container when networkMode=awsvpc",
            "Extra hosts are not supported on container when networkMode=awsvpc",
            "Disable Networking is not supported on container when networkMode=awsvpc"),
        problems(task(main).networkMode("awsvpc")));
  }

  private static ContainerDependency waitsFor(String name, String condition) {
    return ContainerDependency.builder().containerName(name).condition(condition).build();
  }

  private static KeyValuePair variable(String name) {
    return KeyValuePair.builder().name(name).value("v").build();
  }

  private static Secret secret(String name) {
    return Secret.builder().name(name).valueFrom("arn").build();
  }
}
