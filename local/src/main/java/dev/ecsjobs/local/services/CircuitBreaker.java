package dev.ecsjobs.local.services;

import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** Gives a deployment up whose tasks fail, and goes back to the one before if it is to. */
record CircuitBreaker(Draft draft) {
  private static final int LEAST = 3;
  private static final int MOST = 200;

  /** Said of a deployment whose tasks fail. */
  private static final String FAILED = "ECS deployment circuit breaker: tasks failed to start.";

  void look() {
    var primary = draft.primary();
    var breaker = draft.service().deploymentConfiguration().deploymentCircuitBreaker();
    if (isOn(breaker) && Draft.isRolling(primary) && hasFailed(primary)) {
      fail(primary);
      if (Boolean.TRUE.equals(breaker.rollback())) {
        rollBack();
      }
    }
  }

  private static boolean isOn(DeploymentCircuitBreaker breaker) {
    return breaker != null && Boolean.TRUE.equals(breaker.enable());
  }

  private boolean hasFailed(Deployment deployment) {
    var threshold = Math.clamp(Math.ceilDiv(draft.service().desiredCount(), 2), LEAST, MOST);
    return deployment.failedTasks() != null && deployment.failedTasks() >= threshold;
  }

  private void fail(Deployment deployment) {
    draft.tell(Words.failed(deployment.id()));
    draft.announce(Announcement.failed(deployment.id(), FAILED, draft.now()));
    draft.replace(
        deployment.toBuilder()
            .rolloutState(DeploymentRolloutState.FAILED)
            .rolloutStateReason(FAILED)
            .updatedAt(draft.now())
            .build());
  }

  /** To the last deployment that was complete; where none ever was, there is nothing to do. */
  private void rollBack() {
    draft.service().deployments().stream()
        .skip(1)
        .filter(deployment -> draft.ledger(deployment).completed())
        .findFirst()
        .ifPresent(this::rollBack);
  }

  private void rollBack(Deployment last) {
    var reason =
        "ECS deployment circuit breaker: rolling back to deploymentId %s.".formatted(last.id());
    draft.tell(Words.rollingBack(last.id()));
    draft.announce(Announcement.inProgress(last.id(), reason, draft.now()));
    var again =
        last.toBuilder()
            .status("PRIMARY")
            .rolloutState(DeploymentRolloutState.IN_PROGRESS)
            .rolloutStateReason(reason)
            .failedTasks(0)
            .updatedAt(draft.now())
            .build();
    var others =
        draft.service().deployments().stream()
            .filter(one -> !one.id().equals(last.id()))
            .map(one -> one.toBuilder().status("ACTIVE").build());
    draft.become(
        draft.service().toBuilder()
            .deployments(Stream.concat(Stream.of(again), others).toList())
            .taskDefinition(again.taskDefinition())
            .networkConfiguration(again.networkConfiguration())
            .launchType(again.launchType())
            .capacityProviderStrategy(again.capacityProviderStrategy())
            .build());
  }
}
