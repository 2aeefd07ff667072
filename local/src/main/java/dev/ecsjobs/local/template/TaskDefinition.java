package dev.ecsjobs.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ECS task definition, as its first revision. */
public record TaskDefinition(
    String logicalId, String family, String arn, List<Container> containers) {
  public TaskDefinition {
    containers = List.copyOf(containers);
  }

  /** One container; an empty entry point or command leaves the image's own. */
  public record Container(
      String name,
      String image,
      List<String> entryPoint,
      List<String> command,
      Map<String, String> environment,
      boolean essential) {
    public Container {
      entryPoint = List.copyOf(entryPoint);
      command = List.copyOf(command);
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
  }
}
