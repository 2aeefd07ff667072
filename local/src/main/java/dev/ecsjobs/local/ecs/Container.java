package dev.ecsjobs.local.ecs;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One container of a task definition, as far as a process can honour it.
 *
 * @param memory its limit, in MiB
 */
public record Container(
    String name,
    String image,
    List<String> entryPoint,
    List<String> command,
    Map<String, String> environment,
    boolean essential,
    OptionalInt memory) {
  public Container {
    entryPoint = List.copyOf(entryPoint);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
