package dev.ecsjobs.local.ecs.definition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * What a task definition may ask and a container does not get on this machine, as a process or in a
 * container engine. It is kept and described all the same.
 */
public final class LeftOut {
  /** A process is what it would be without. */
  static final Set<String> HONOURED =
      Set.of(
          "name",
          "memory",
          "essential",
          "entryPoint",
          "command",
          "dependsOn",
          "environment",
          "healthCheck",
          "startTimeout",
          "stopTimeout");

  /** A program may do something else without it, so its log says that it does without. */
  static final Set<String> MISSED =
      Set.of(
          "credentialSpecs",
          "disableNetworking",
          "dnsSearchDomains",
          "dnsServers",
          "dockerSecurityOptions",
          "environmentFiles",
          "extraHosts",
          "hostname",
          "interactive",
          "linuxParameters",
          "links",
          "mountPoints",
          "privileged",
          "pseudoTerminal",
          "readonlyRootFilesystem",
          "resourceRequirements",
          "restartPolicy",
          "secrets",
          "systemControls",
          "ulimits",
          "user",
          "volumesFrom",
          "workingDirectory");

  /**
   * Nothing to tell of: the program does the same without. Its output is in the task's log, the
   * program is found on this machine rather than in the image, and it listens where it listens.
   */
  static final Set<String> NEEDLESS =
      Set.of(
          "cpu",
          "dockerLabels",
          "firelensConfiguration",
          "image",
          "logConfiguration",
          "memoryReservation",
          "portMappings",
          "repositoryCredentials",
          "versionConsistency");

  /** What even a container engine does not give, of what is missed. */
  static final Set<String> MISSED_IN_ENGINES =
      Set.of(
          "credentialSpecs",
          "disableNetworking",
          "environmentFiles",
          "links",
          "resourceRequirements",
          "restartPolicy",
          "secrets",
          "volumesFrom");

  /**
   * Of the whole task; none is told of. Roles are not assumed: a program has the credentials that
   * it finds on this machine.
   */
  static final Set<String> OF_THE_TASK =
      Set.of(
          "cpu", // not limited
          "enableFaultInjection",
          "ephemeralStorage",
          "executionRoleArn",
          "inferenceAccelerators",
          "ipcMode",
          "networkMode", // there is one network, this machine's
          "pidMode",
          "placementConstraints",
          "proxyConfiguration",
          "runtimePlatform",
          "tags", // kept and described, not handed on to tasks
          "taskRoleArn",
          "volumes"); // what mounts them is told

  private LeftOut() {}

  /** What a process's log is to say, by the API's names, in their order. */
  public static List<String> missedByProcess(ContainerDefinition container) {
    return given(container, MISSED);
  }

  /** What the log of a container in an engine is to say. */
  public static List<String> missedInEngine(ContainerDefinition container) {
    return given(container, MISSED_IN_ENGINES);
  }

  private static List<String> given(ContainerDefinition container, Set<String> fields) {
    return container.sdkFields().stream()
        .filter(field -> fields.contains(field.locationName()))
        .filter(field -> isGiven(field, container))
        .map(SdkField::locationName)
        .sorted()
        .toList();
  }

  private static boolean isGiven(SdkField<?> field, SdkPojo container) {
    return switch (field.getValueOrDefault(container)) {
      case null -> false;
      case Boolean wanted -> wanted;
      case Collection<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }
}
