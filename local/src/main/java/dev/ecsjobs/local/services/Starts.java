package dev.ecsjobs.local.services;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/** Starts a service's tasks, one by one. */
record Starts(Tasks tasks, InstantSource clock) {

  /** The service after the start, or after its refusal. */
  Kept start(Kept kept, Plan.Start start) throws IOException {
    try {
      var answer = tasks.run(request(kept.service(), start));
      if (answer.failures().isEmpty()) {
        return kept.with(start.deployment(), kept.ledger(start.deployment()).placed());
      }
      var first = answer.failures().getFirst();
      return refused(kept, start, Words.unplaced(first), first.reason());
    } catch (EcsException e) {
      var reason = e.awsErrorDetails().errorMessage();
      return refused(kept, start, Words.unplaced(reason), reason);
    }
  }

  /** The same refusal again is told once. */
  private Kept refused(Kept kept, Plan.Start start, String message, String reason) {
    var now = clock.instant();
    var ledger = kept.ledger(start.deployment());
    var after = kept.with(start.deployment(), ledger.refused(message, now));
    return ledger.refusal().equals(Optional.of(message))
        ? after
        : after.telling(List.of(message), now).announcing(Announcement.unplaced(reason, now));
  }

  static RunTaskRequest request(Service service, Plan.Start start) {
    var deployment = deployment(service, start);
    var request =
        RunTaskRequest.builder()
            .cluster(service.clusterArn())
            .clientToken(start.token())
            .startedBy(deployment.id())
            .group("service:" + service.serviceName())
            .taskDefinition(deployment.taskDefinition())
            .launchType(deployment.launchType())
            .networkConfiguration(deployment.networkConfiguration())
            .placementConstraints(service.placementConstraints())
            .placementStrategy(service.placementStrategy());
    if (!deployment.capacityProviderStrategy().isEmpty()) {
      request.capacityProviderStrategy(deployment.capacityProviderStrategy());
    }
    return request.build();
  }

  private static Deployment deployment(Service service, Plan.Start start) {
    return service.deployments().stream()
        .filter(one -> one.id().equals(start.deployment()))
        .findFirst()
        .orElseThrow();
  }
}
