package dev.ecsjobs.local.services;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service as DescribeServices shows it: with the counts of the moment. */
record Shown(Kept kept, List<ServiceTask> tasks) {

  Service service() {
    var service = kept.service();
    return service.toBuilder()
        .runningCount(count(ServiceTask.Status.RUNNING, _ -> true))
        .pendingCount(count(ServiceTask.Status.PENDING, _ -> true))
        .deployments(service.deployments().stream().map(this::deployment).toList())
        .build();
  }

  private Deployment deployment(Deployment deployment) {
    Predicate<ServiceTask> its = task -> task.deployment().equals(deployment.id());
    var running = count(ServiceTask.Status.RUNNING, its);
    var pending = count(ServiceTask.Status.PENDING, its);
    var primary = deployment.status().equals("PRIMARY");
    return deployment.toBuilder()
        .desiredCount(primary ? kept.service().desiredCount() : running + pending)
        .runningCount(running)
        .pendingCount(pending)
        .build();
  }

  private int count(ServiceTask.Status status, Predicate<ServiceTask> those) {
    Set<String> leaving = kept.leaving().keySet();
    return (int)
        tasks.stream()
            .filter(task -> task.status() == status && !leaving.contains(task.arn()))
            .filter(those)
            .count();
  }
}
