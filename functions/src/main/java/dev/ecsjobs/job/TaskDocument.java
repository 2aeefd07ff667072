package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The {@code task} part of the job document. */
final class TaskDocument {
  private static final String DEFINITION = "Name the task definition to run, by family or ARN";

  private TaskDocument() {}

  static Optional<TaskTemplate> parseIn(Fields job) {
    if (job.value("task").isEmpty()) {
      job.problem("task.definition", "is missing", DEFINITION);
    }
    return job.object("task").flatMap(TaskDocument::parse);
  }

  private static Optional<TaskTemplate> parse(Fields task) {
    var definition = task.requiredText("definition", DEFINITION);
    var container = task.text("container");
    var command = task.texts("command");
    var environment = task.textByName("environment");
    var cpu = task.integer("cpu", 128, 196_608);
    var memory = task.integer("memory", 6, 1_048_576);
    var capacity = task.text("capacity");
    var network = task.object("network").map(TaskDocument::network);
    if (capacity.filter(c -> c.startsWith("FARGATE")).isPresent()) {
      checkFargateSize(task, cpu, memory);
    }
    task.nothingElse();
    return definition.map(
        d -> new TaskTemplate(d, container, command, environment, cpu, memory, capacity, network));
  }

  private static void checkFargateSize(Fields task, OptionalInt cpu, OptionalInt memory) {
    if (cpu.isEmpty()) {
      return; // the task definition's: ECS has checked it
    }
    var memories = FargateSize.memoryFor(cpu.getAsInt());
    if (memories.isEmpty()) {
      task.problem(
          task.at("cpu"),
          "is " + cpu.getAsInt() + ", which Fargate has not",
          "Use one of " + listed(FargateSize.cpus()));
    } else if (memory.isPresent() && !memories.contains(memory.getAsInt())) {
      task.problem(
          task.at("memory"),
          "is " + memory.getAsInt() + ", which Fargate has not with cpu " + cpu.getAsInt(),
          "Use one of " + listed(memories));
    }
  }

  private static String listed(List<Integer> numbers) {
    return numbers.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static Network network(Fields fields) {
    var network =
        new Network(
            fields.texts("subnets"),
            fields.texts("securityGroups"),
            fields.flag("publicIp").orElse(false));
    checkCount(fields, "subnets", network.subnets().size(), 1, 16);
    checkCount(fields, "securityGroups", network.securityGroups().size(), 0, 5);
    fields.nothingElse();
    return network;
  }

  /** The bounds are RunTask's. */
  private static void checkCount(Fields fields, String name, int count, int min, int max) {
    boolean told = fields.value(name).filter(value -> !(value instanceof List)).isPresent();
    if (!told && (count < min || count > max)) {
      fields.problem(
          fields.at(name), "has " + count + " entries", "Give " + min + " to " + max + " of them");
    }
  }

  static Map<String, Object> of(TaskTemplate task) {
    return new Document()
        .put("definition", task.definition())
        .put("container", task.container())
        .put("command", task.command())
        .put("environment", task.environment())
        .put("cpu", task.cpu())
        .put("memory", task.memory())
        .put("capacity", task.capacity())
        .put("network", task.network().map(TaskDocument::of))
        .fields();
  }

  private static Map<String, Object> of(Network network) {
    return new Document()
        .put("subnets", network.subnets())
        .put("securityGroups", network.securityGroups())
        .put("publicIp", network.publicIp())
        .fields();
  }
}
