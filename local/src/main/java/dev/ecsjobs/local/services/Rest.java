package dev.ecsjobs.local.services;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** Whether a service has come to rest: deployments drained and complete, nothing left to do. */
record Rest(Draft draft) {

  void settle() {
    draft.keep(draft.service().deployments().stream().filter(this::isNeeded).toList());
    var primary = draft.primary();
    var own = draft.staying(Draft.isOf(primary));
    var there =
        own.size() == draft.service().desiredCount()
            && own.stream().allMatch(ServiceTask::isHealthy)
            && draft.service().deployments().size() == 1;
    if (there && Draft.isRolling(primary)) {
      complete(primary);
    }
    rest(there && draft.tasks().stream().noneMatch(this::isGoing) && !draft.startsAny());
    if (is("DRAINING") && draft.tasks().stream().allMatch(ServiceTask::isStopped)) {
      draft.become(draft.service().toBuilder().status("INACTIVE").deployments(List.of()).build());
    }
  }

  /** The primary one, and those that have tasks. */
  private boolean isNeeded(Deployment deployment) {
    return deployment.status().equals("PRIMARY")
        || draft.tasks().stream()
            .filter(Draft.isOf(deployment))
            .anyMatch(Predicate.not(ServiceTask::isStopped));
  }

  private boolean isGoing(ServiceTask task) {
    return task.status() == ServiceTask.Status.STOPPING || draft.isLeaving(task);
  }

  private void rest(boolean now) {
    if (now && !draft.isSteady() && is("ACTIVE")) {
      draft.tell(Words.STEADY);
      draft.announce(Announcement.steady(draft.now()));
    }
    draft.setSteady(now);
  }

  private void complete(Deployment primary) {
    var reason = "ECS deployment %s completed.".formatted(primary.id());
    draft.put(primary, draft.ledger(primary).complete());
    draft.tell(Words.completed(primary.id()));
    draft.announce(Announcement.completed(primary.id(), reason, draft.now()));
    draft.replace(
        primary.toBuilder()
            .rolloutState(DeploymentRolloutState.COMPLETED)
            .rolloutStateReason(reason)
            .failedTasks(0)
            .updatedAt(draft.now())
            .build());
  }

  private boolean is(String status) {
    return draft.service().status().equals(status);
  }
}
