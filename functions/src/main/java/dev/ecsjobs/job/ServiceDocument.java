package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import java.util.Map;
import java.util.Optional;

/** The {@code service} part of the job document. */
final class ServiceDocument {
  /** The most tasks a service may have (ECS quota "Tasks per service"). */
  private static final int MOST_TASKS = 5000;

  private ServiceDocument() {}

  static Optional<ServiceUpdate> parse(Fields service) {
    var name = service.requiredText("name", "Name the service to update, by name or ARN");
    var desiredCount = service.integer("desiredCount", 0, MOST_TASKS);
    boolean force = service.flag("forceNewDeployment").orElse(false);
    service.nothingElse();
    if (service.value("desiredCount").isEmpty() && !force) {
      service.problem(
          service.at("desiredCount"),
          "is missing, and so is forceNewDeployment: nothing would change",
          "Give the number of tasks, or \"forceNewDeployment\": true");
    }
    return name.map(n -> new ServiceUpdate(n, desiredCount, force));
  }

  static Map<String, Object> of(ServiceUpdate service) {
    var document =
        new Document().put("name", service.name()).put("desiredCount", service.desiredCount());
    return service.forceNewDeployment()
        ? document.put("forceNewDeployment", true).fields()
        : document.fields();
  }
}
