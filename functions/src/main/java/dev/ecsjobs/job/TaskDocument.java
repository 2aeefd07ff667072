package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import java.util.Map;
import java.util.Optional;

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
    task.nothingElse();
    return definition.map(
        d -> new TaskTemplate(d, container, command, environment, cpu, memory, capacity, network));
  }

  private static Network network(Fields fields) {
    var network =
        new Network(
            fields.texts("subnets"),
            fields.texts("securityGroups"),
            fields.flag("publicIp").orElse(false));
    fields.nothingElse();
    return network;
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
