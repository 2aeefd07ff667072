package dev.ecsjobs.local.ecs.definition;

import dev.ecsjobs.job.FargateSize;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What Fargate asks of a task definition, and what it does not offer. */
public final class FargateRules {
  private static final int GIB_LEAST = 21;
  private static final int GIB_MOST = 200;
  private static final int LONGEST_STOP = 120;
  private static final int WINDOWS_CPU_LEAST = 1024;
  private static final int WINDOWS_CPU_MOST = 4096;
  private static final List<LogDriver> LOG_DRIVERS =
      List.of(LogDriver.AWSLOGS, LogDriver.SPLUNK, LogDriver.AWSFIRELENS);

  private FargateRules() {}

  static List<String> problems(TaskDefinition task) {
    var findings =
        new Findings()
            .when(
                NetworkRules.mode(task) != NetworkMode.AWSVPC,
                "Fargate only supports network mode ‘awsvpc’.")
            .add(size(task))
            .add(task(task))
            .add(storage(task));
    for (var container : task.containerDefinitions()) {
      findings
          .add(container(container))
          .add(linux(container))
          .add(logs(container, task))
          .when(
              container.image().contains(".dkr.ecr.") && task.executionRoleArn() == null,
              "Fargate requires task definition to have execution role ARN to support ECR images.");
    }
    return findings.all();
  }

  private static List<String> size(TaskDefinition task) {
    var findings =
        new Findings()
            .when(task.cpu() == null, "Fargate requires that 'cpu' be defined at the task level.")
            .when(
                task.memory() == null,
                "Fargate requires that 'memory' be defined at the task level.");
    return findings.areNone()
        ? size(
            TaskSize.cpuUnits(task.cpu()).orElseThrow(),
            TaskSize.mebibytes(task.memory()).orElseThrow(),
            isWindows(task))
        : findings.all();
  }

  /** Asked also of a task whose request changes its size. */
  public static List<String> size(int cpu, int memory, boolean windows) {
    var offered =
        new FargateSize(cpu, memory).exists()
            && (!windows || (cpu >= WINDOWS_CPU_LEAST && cpu <= WINDOWS_CPU_MOST));
    return new Findings()
        .when(
            !offered,
            "No Fargate configuration exists for given values: "
                + "%d CPU, %d memory. ".formatted(cpu, memory)
                + "See the Amazon ECS documentation for the valid values.")
        .all();
  }

  public static boolean isWindows(TaskDefinition task) {
    var platform = task.runtimePlatform();
    return platform != null
        && platform.operatingSystemFamilyAsString() != null
        && platform.operatingSystemFamilyAsString().startsWith("WINDOWS");
  }

  private static List<String> task(TaskDefinition task) {
    return new Findings()
        .add(unsupported("constraints", !task.placementConstraints().isEmpty()))
        .add(unsupported("ipcMode", task.ipcMode() != null))
        .when(
            task.pidMode() == PidMode.HOST,
            "Tasks using the Fargate launch type do not support pidMode 'host'.")
        .all();
  }

  private static List<String> storage(TaskDefinition task) {
    var storage = task.ephemeralStorage();
    var size = storage == null ? null : storage.sizeInGiB();
    var findings =
        new Findings()
            .when(
                size != null && size < GIB_LEAST,
                "EphemeralStorage size should be at least " + GIB_LEAST)
            .when(
                size != null && size > GIB_MOST,
                "EphemeralStorage size should be at most " + GIB_MOST);
    for (var volume : task.volumes()) {
      findings
          .add(
              unsupported(
                  "sourcePath", volume.host() != null && volume.host().sourcePath() != null))
          .add(
              unsupported("dockerVolumeConfiguration", volume.dockerVolumeConfiguration() != null));
    }
    return findings.all();
  }

  private static List<String> unsupported(String name, boolean given) {
    return new Findings()
        .when(given, "Fargate compatible task definitions do not support %s.".formatted(name))
        .all();
  }

  private static List<String> container(ContainerDefinition container) {
    return new Findings()
        .when(
            Boolean.TRUE.equals(container.privileged()),
            "Fargate requires that the 'privileged' setting be 'false'.")
        .when(
            container.stopTimeout() != null && container.stopTimeout() > LONGEST_STOP,
            "Tasks using the Fargate launch type must have a container stop timeout of less than"
                + " 120 seconds.")
        .when(
            container.resourceRequirements().stream()
                .anyMatch(requirement -> requirement.type() == ResourceType.GPU),
            "Tasks using the Fargate launch type do not support GPU resource requirements.")
        .add(unsupported("dockerSecurityOptions", !container.dockerSecurityOptions().isEmpty()))
        .all();
  }

  private static List<String> linux(ContainerDefinition container) {
    var linux =
        Objects.requireNonNullElse(container.linuxParameters(), LinuxParameters.builder().build());
    var findings =
        new Findings()
            .add(unsupported("devices", !linux.devices().isEmpty()))
            .add(unsupported("sharedMemorySize", linux.sharedMemorySize() != null))
            .add(unsupported("maxSwap", linux.maxSwap() != null))
            .add(unsupported("swappiness", linux.swappiness() != null));
    if (linux.capabilities() != null) {
      linux.capabilities().add().stream()
          .filter(capability -> !capability.equals("SYS_PTRACE"))
          .forEach(capability -> findings.when(true, capability + " is not allowed on Fargate."));
    }
    return findings.all();
  }

  private static List<String> logs(ContainerDefinition container, TaskDefinition task) {
    var logs = container.logConfiguration();
    if (logs == null) {
      return List.of();
    }
    return new Findings()
        .when(
            !LOG_DRIVERS.contains(logs.logDriver()),
            logs.logDriverAsString()
                + " is not a valid log driver. Must be one of [awslogs, splunk, awsfirelens]")
        .when(
            logs.logDriver() == LogDriver.AWSLOGS && task.executionRoleArn() == null,
            "Fargate requires task definition to have execution role ARN to support log driver"
                + " awslogs.")
        .all();
  }
}
