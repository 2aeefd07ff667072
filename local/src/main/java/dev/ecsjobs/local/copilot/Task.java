package dev.ecsjobs.local.copilot;

import dev.ecsjobs.job.FargateSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a manifest runs, as a task definition in the template's style. */
final class Task {
  private static final int CPU = 256;
  private static final int MEMORY = 512;

  private Task() {}

  static List<String> lines(Manifest manifest, String name) {
    var lines = new ArrayList<String>();
    int cpu = manifest.number("cpu").orElse(CPU);
    int memory = manifest.number("memory").orElse(MEMORY);
    if (!new FargateSize(cpu, memory).exists()) {
      manifest.problem(
          "cpu",
          "Fargate has no size of %d CPU units and %d MiB".formatted(cpu, memory),
          "Give a pair that Fargate has, such as 256 and 512");
    }
    lines.add(Words.logicalId(name) + "Task:");
    lines.add("  Type: AWS::ECS::TaskDefinition");
    lines.add("  UpdateReplacePolicy: Retain");
    lines.add("  DeletionPolicy: Delete");
    lines.add("  Properties:");
    lines.add("    Family: !Sub '${AWS::StackName}-" + name + "'");
    lines.add("    RequiresCompatibilities: [FARGATE]");
    lines.add("    NetworkMode: awsvpc");
    lines.add("    Cpu: '" + cpu + "'");
    lines.add("    Memory: '" + memory + "'");
    lines.add("    RuntimePlatform: " + platform(manifest));
    manifest
        .number("storage.ephemeral")
        .ifPresent(gib -> lines.add("    EphemeralStorage: {SizeInGiB: " + gib + "}"));
    lines.add("    ExecutionRoleArn: !GetAtt ExecutionRole.Arn");
    lines.add("    TaskRoleArn: !GetAtt TaskRole.Arn");
    lines.add("    ContainerDefinitions:");
    Container.lines(manifest, name).forEach(line -> lines.add("      " + line));
    lines.add("        LogConfiguration:");
    lines.add("          LogDriver: awslogs");
    lines.add("          Options:");
    lines.add("            awslogs-group: !Ref TaskLogs");
    lines.add("            awslogs-region: !Ref AWS::Region");
    lines.add("            awslogs-stream-prefix: " + Words.yaml(name));
    return lines;
  }

  /** {@code linux/arm64}, or a map; x86_64 if nothing is said. */
  private static String platform(Manifest manifest) {
    var platform = manifest.value("platform").orElse("linux/x86_64");
    var family = "linux";
    var architecture = "x86_64";
    if (platform instanceof Map<?, ?> map) {
      family = map.get("osfamily") == null ? family : map.get("osfamily").toString();
      architecture =
          map.get("architecture") == null ? architecture : map.get("architecture").toString();
    } else {
      var parts = platform.toString().split("/", 2);
      family = parts[0].equals("windows") ? "windows_server_2019_core" : parts[0];
      architecture = parts.length > 1 ? parts[1] : architecture;
    }
    return "{OperatingSystemFamily: %s, CpuArchitecture: %s}"
        .formatted(family.toUpperCase(Locale.ROOT), architecture(architecture));
  }

  private static String architecture(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "arm64", "arm" -> "ARM64";
      default -> "X86_64"; // amd64 is another word for it
    };
  }
}
