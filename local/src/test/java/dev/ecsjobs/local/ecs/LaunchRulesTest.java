package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.local.ecs.definition.Filled;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class LaunchRulesTest {
  private static final TaskDefinition FARGATE = definition("awsvpc", "256", "512");
  private static final TaskDefinition AWSVPC = definition("awsvpc", null, "512");
  private static final TaskDefinition BRIDGE = definition("bridge", null, "512");

  private static TaskDefinition definition(String mode, String cpu, String memory) {
    return Filled.of(
        RegisterTaskDefinitionRequest.builder()
            .family("report")
            .networkMode(mode)
            .cpu(cpu)
            .memory(memory)
            .containerDefinitions(Bench.container("main", "true"))
            .build());
  }

  static Stream<Arguments> refused() {
    var place = "Placement %s are not supported with FARGATE launch type.";
    return Stream.of(
        refused(
            BRIDGE,
            "InvalidParameterException: Task definition does not support launch_type FARGATE.",
            r -> r.launchType(LaunchType.FARGATE)),
        refused(
            AWSVPC,
            "InvalidParameterException: Task definition does not support launch_type FARGATE.",
            r -> subnet(r.launchType(LaunchType.FARGATE))),
        refused(
            AWSVPC,
            "InvalidParameterException: Task definition does not support launch_type EXTERNAL.",
            r -> subnet(r.launchType(LaunchType.EXTERNAL))),
        refused(
            BRIDGE,
            "InvalidParameterException: The selected task definition is not compatible with the"
                + " selected compute strategy.",
            r -> r.capacityProviderStrategy(spot())),
        refused(
            FARGATE,
            "InvalidParameterException: Network Configuration must be provided when networkMode"
                + " 'awsvpc' is specified.",
            _ -> {}),
        refused(
            AWSVPC,
            "InvalidParameterException: Network Configuration must be provided when networkMode"
                + " 'awsvpc' is specified.",
            r -> r.launchType(LaunchType.EC2)),
        refused(
            BRIDGE,
            "InvalidParameterException: Network Configuration is not valid for the given"
                + " networkMode of this task definition.",
            LaunchRulesTest::subnet),
        refused(
            AWSVPC,
            "InvalidParameterException: Assign public IP is not supported for this launch type.",
            r ->
                r.networkConfiguration(
                    n ->
                        n.awsvpcConfiguration(
                            v -> v.subnets("s").assignPublicIp(AssignPublicIp.ENABLED)))),
        refused(
            FARGATE,
            "InvalidParameterException: " + place.formatted("constraints"),
            r ->
                subnet(r)
                    .placementConstraints(PlacementConstraint.builder().type("memberOf").build())),
        refused(
            FARGATE,
            "InvalidParameterException: " + place.formatted("strategies"),
            r -> subnet(r).placementStrategy(PlacementStrategy.builder().type("spread").build())),
        refused(
            BRIDGE,
            "InvalidParameterException: The platform version must be null when specifying an EC2"
                + " launch type.",
            r -> r.platformVersion("1.4.0")),
        refused(
            FARGATE,
            "ClientException: No Fargate configuration exists for given values: 256 CPU, 4096"
                + " memory. See the Amazon ECS documentation for the valid values.",
            r -> subnet(r).overrides(o -> o.memory("4096"))),
        refused(
            FARGATE.toBuilder().status("INACTIVE").build(),
            "InvalidParameterException: TaskDefinition is inactive",
            LaunchRulesTest::subnet));
  }

  private static Arguments refused(
      TaskDefinition definition, String words, Consumer<RunTaskRequest.Builder> request) {
    return Arguments.of(definition, words, request);
  }

  private static RunTaskRequest.Builder subnet(RunTaskRequest.Builder request) {
    return request.networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1")));
  }

  private static CapacityProviderStrategyItem spot() {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider("FARGATE_SPOT")
        .weight(1)
        .build();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void refusesInEcsWords(
      TaskDefinition definition, String words, Consumer<RunTaskRequest.Builder> change) {
    var request = RunTaskRequest.builder();
    change.accept(request);

    var refusal =
        assertThrows(EcsException.class, () -> LaunchRules.check(request.build(), definition));

    var details = refusal.awsErrorDetails();
    assertEquals(words, details.errorCode() + ": " + details.errorMessage());
  }

  @Test
  void takesWhatGoesTogether() {
    LaunchRules.check(RunTaskRequest.builder().build(), BRIDGE);
    LaunchRules.check(RunTaskRequest.builder().launchType(LaunchType.EXTERNAL).build(), BRIDGE);
    LaunchRules.check(subnet(RunTaskRequest.builder()).launchType(LaunchType.EC2).build(), FARGATE);
    LaunchRules.check(
        subnet(RunTaskRequest.builder())
            .capacityProviderStrategy(spot())
            .overrides(o -> o.cpu("1 vCPU").memory("2 GB"))
            .build(),
        FARGATE);
  }

  /** As a cluster's default strategy would have it that fits. */
  @ParameterizedTest
  @CsvSource({"awsvpc, 256, FARGATE", "awsvpc, , EC2", "bridge, 256, EC2"})
  void withoutAWordTheTaskRunsWhereItCan(String mode, String cpu, LaunchType type) {
    var launch = Launch.of(RunTaskRequest.builder().build(), definition(mode, cpu, "512"));

    assertEquals(type, launch.type());
  }
}
