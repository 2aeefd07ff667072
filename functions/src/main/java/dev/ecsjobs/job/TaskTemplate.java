package dev.ecsjobs.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ECS task that each attempt starts: a task definition and what is different from it.
 *
 * @param definition a family, {@code family:revision} or ARN
 * @param container the deciding container, whose exit code is the outcome; if absent, the first
 *     essential one
 * @param command instead of the container's own; empty: unchanged
 * @param cpu CPU units of the task (1,024 are one vCPU)
 * @param memory MiB of the task
 * @param capacity a capacity provider such as {@code FARGATE_SPOT}; if absent, the cluster's
 *     default
 * @param network if absent, the stack's own
 */
public record TaskTemplate(
    String definition,
    Optional<String> container,
    List<String> command,
    Map<String, String> environment,
    OptionalInt cpu,
    OptionalInt memory,
    Optional<String> capacity,
    Optional<Network> network)
    implements Work {
  public TaskTemplate {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The same with one more variable in the deciding container's environment. */
  TaskTemplate withEnvironment(String variable, int value) {
    var with = new HashMap<>(environment);
    with.put(variable, Integer.toString(value));
    return new TaskTemplate(definition, container, command, with, cpu, memory, capacity, network);
  }

  @Override
  public String inShort() {
    return "task " + definition.substring(definition.lastIndexOf('/') + 1);
  }
}
