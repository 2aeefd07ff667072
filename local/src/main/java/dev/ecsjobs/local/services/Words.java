package dev.ecsjobs.local.services;

import static java.util.stream.Collectors.joining;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.Failure;

/** What ECS says about a service, behind its name. */
final class Words {
  private static final String SEE =
      " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";
  static final String STEADY = "has reached a steady state.";
  static final String IMPAIRED = "is unable to consistently start tasks successfully." + SEE;

  /** The stopped reason of a task that is unhealthy. */
  static final String UNHEALTHY = "Task failed container health checks";

  static final String DRAINING = "has begun draining connections on 1 tasks.";

  private Words() {}

  static String started(List<ServiceTask> tasks) {
    return "has started %d tasks: %s.".formatted(tasks.size(), named(tasks));
  }

  static String stopped(List<ServiceTask> tasks) {
    return "has stopped %d running tasks: %s.".formatted(tasks.size(), named(tasks));
  }

  static String unhealthy(ServiceTask task) {
    return "(task %s) failed container health checks.".formatted(task.id());
  }

  private static String named(List<ServiceTask> tasks) {
    return tasks.stream().map(task -> "(task " + task.id() + ")").collect(joining(" "));
  }

  static String completed(String deployment) {
    return "(deployment %s) deployment completed.".formatted(deployment);
  }

  static String failed(String deployment) {
    return "(deployment %s) deployment failed: tasks failed to start.".formatted(deployment);
  }

  static String rollingBack(String last) {
    return "rolling back to deployment %s.".formatted(last);
  }

  static String registered(long targets, String targetGroup) {
    return "registered %d targets in (target-group %s)".formatted(targets, targetGroup);
  }

  static String deregistered(long targets, String targetGroup) {
    return "deregistered %d targets in (target-group %s)".formatted(targets, targetGroup);
  }

  /** The stopped reason of a task. */
  static String scaling(String deployment) {
    return "Scaling activity initiated by (deployment %s)".formatted(deployment);
  }

  static String unplaced(Failure failure) {
    if (failure.arn() == null) {
      return unplaced(failure.reason());
    }
    var instance = failure.arn().substring(failure.arn().lastIndexOf('/') + 1);
    return "was unable to place a task because no container instance met all of its requirements."
        + " The closest matching (container-instance %s) %s."
            .formatted(instance, obstacle(failure.reason()))
        + SEE;
  }

  static String unplaced(String reason) {
    return "was unable to place a task. Reason: %s.".formatted(reason.replaceFirst("\\.$", ""))
        + SEE;
  }

  private static String obstacle(String reason) {
    return switch (reason) {
      case "RESOURCE:MEMORY" -> "has insufficient memory available";
      case "RESOURCE:CPU" -> "has insufficient CPU units available";
      case "RESOURCE:PORTS" -> "is already using a port required by your task";
      case "ATTRIBUTE" -> "is missing an attribute required by your task";
      case "AGENT" -> "has the agent disconnected";
      default -> "encountered error \"%s\"".formatted(reason);
    };
  }
}
