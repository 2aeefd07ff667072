package dev.ecsjobs.local.ecs.definition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** A task definition as ECS keeps it: all that was asked for, and what ECS fills in. */
public final class Filled {
  private Filled() {}

  public static TaskDefinition of(RegisterTaskDefinitionRequest request) {
    var copy = TaskDefinition.builder();
    copy(request, copy);
    copy.status(TaskDefinitionStatus.ACTIVE)
        .cpu(inUnits(request.cpu(), TaskSize::cpuUnits))
        .memory(inUnits(request.memory(), TaskSize::mebibytes))
        .volumes(List.copyOf(request.volumes()))
        .placementConstraints(List.copyOf(request.placementConstraints()))
        .containerDefinitions(
            request.containerDefinitions().stream()
                .map(container -> container(container, request.networkMode()))
                .toList());
    var definition = copy.build();
    return DefinitionRules.problems(definition).isEmpty()
        ? definition.toBuilder().compatibilities(compatibilities(definition)).build()
        : definition;
  }

  /** By the fields' own names, so that none is forgotten. */
  private static void copy(SdkPojo from, SdkPojo to) {
    for (var target : to.sdkFields()) {
      Optional.ofNullable(from.sdkFieldNameToField().get(target.locationName()))
          .map((SdkField<?> field) -> field.getValueOrDefault(from))
          .filter(value -> !(value instanceof SdkAutoConstructList))
          .ifPresent(value -> target.set(to, value));
    }
  }

  private static String inUnits(String size, Function<String, OptionalInt> reader) {
    var units = size == null ? OptionalInt.empty() : reader.apply(size);
    return units.isPresent() ? Integer.toString(units.getAsInt()) : size;
  }

  private static ContainerDefinition container(ContainerDefinition given, NetworkMode mode) {
    return given.toBuilder()
        .cpu(Objects.requireNonNullElse(given.cpu(), 0))
        .essential(Containers.isEssential(given))
        .environment(List.copyOf(given.environment()))
        .mountPoints(List.copyOf(given.mountPoints()))
        .volumesFrom(List.copyOf(given.volumesFrom()))
        .systemControls(List.copyOf(given.systemControls()))
        .portMappings(given.portMappings().stream().map(port -> port(port, mode)).toList())
        .build();
  }

  private static PortMapping port(PortMapping given, NetworkMode mode) {
    var own = mode == NetworkMode.AWSVPC || mode == NetworkMode.HOST ? given.containerPort() : null;
    var filled = given.toBuilder();
    if (given.hostPort() == null) {
      filled.hostPort(given.containerPortRange() == null && own == null ? Integer.valueOf(0) : own);
    }
    if (given.protocolAsString() == null) {
      filled.protocol(TransportProtocol.TCP);
    }
    return filled.build();
  }

  /** Where it may run, whatever it was asked to be checked for. */
  private static List<Compatibility> compatibilities(TaskDefinition definition) {
    if (definition.networkMode() != NetworkMode.AWSVPC) {
      return List.of(Compatibility.EXTERNAL, Compatibility.EC2);
    }
    return FargateRules.problems(definition).isEmpty()
        ? List.of(Compatibility.EC2, Compatibility.FARGATE)
        : List.of(Compatibility.EC2);
  }
}
