package dev.ecsjobs.run;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a task was put and how large it was, as far as ECS says.
 *
 * @param subnet the subnet of its network interface
 * @param cpu CPU units of the task
 * @param memory MiB of the task
 * @param containerMemory MiB that the deciding container was limited to, within the task's
 */
public record Placement(
    Optional<String> subnet, OptionalInt cpu, OptionalInt memory, OptionalInt containerMemory) {
  public static final Placement UNKNOWN =
      new Placement(
          Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
