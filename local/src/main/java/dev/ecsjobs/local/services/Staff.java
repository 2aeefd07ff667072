package dev.ecsjobs.local.services;

import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** Brings the number of tasks to what it should be, within the deployment's limits. */
record Staff(Draft draft) {
  /** Between a target's deregistration and its task's SIGTERM. */
  static final Duration DRAIN = Duration.ofSeconds(1);

  void start() {
    var primary = draft.primary();
    if (hasFailed(primary) || !draft.ledger(primary).mayStart(draft.now())) {
      return;
    }
    var missing = desired() - draft.staying(Draft.isOf(primary)).size();
    var others = draft.staying(Draft.isOf(primary).negate()).size();
    var room = others == 0 ? missing : Math.min(missing, upper() - draft.staying(_ -> true).size());
    for (var left = room; left > 0; left--) {
      var ledger = draft.ledger(primary).reserving();
      draft.put(primary, ledger);
      draft.start(new Plan.Start(primary.id(), ledger.reserved()));
    }
  }

  void stop() {
    var primary = draft.primary();
    var own = draft.staying(Draft.isOf(primary));
    var surplus = own.size() - desired();
    Leaving.order(own, own).stream().limit(Math.max(0, surplus)).forEach(this::leave);
    if (!hasFailed(primary)) {
      stopOthers(primary);
    }
    stopDue();
  }

  /** Those that are no use at once; of the others as many as the new ones can do without. */
  private void stopOthers(Deployment primary) {
    var others = draft.staying(Draft.isOf(primary).negate());
    var healthy = draft.staying(ServiceTask::isHealthy).size();
    var dispensable = Math.max(0, healthy - lower());
    others.stream().filter(Predicate.not(ServiceTask::isHealthy)).forEach(this::leave);
    Leaving.order(others, others.stream().filter(ServiceTask::isHealthy).toList()).stream()
        .limit(dispensable)
        .forEach(this::leave);
  }

  private void leave(ServiceTask task) {
    draft.leave(task);
    if (isTarget(task)) {
      draft.tell(Words.DRAINING);
    }
  }

  private void stopDue() {
    var due = draft.tasks().stream().filter(this::isDue).toList();
    due.forEach(
        task ->
            draft.stop(
                new Plan.Stop(
                    task.arn(),
                    task.isUnhealthy() ? Words.UNHEALTHY : Words.scaling(task.deployment()))));
    if (!due.isEmpty()) {
      draft.tell(Words.stopped(due));
    }
  }

  /** Asked again until it is stopping: that is harmless, and nothing else repeats it. */
  private boolean isDue(ServiceTask task) {
    return task.isToRun()
        && draft.isLeaving(task)
        && !draft
            .now()
            .isBefore(draft.leavingSince(task).plus(isTarget(task) ? DRAIN : Duration.ZERO));
  }

  private boolean isTarget(ServiceTask task) {
    return draft.isBalanced() && task.isRunning();
  }

  private static boolean hasFailed(Deployment deployment) {
    return deployment.rolloutState() == DeploymentRolloutState.FAILED;
  }

  private int desired() {
    return draft.service().desiredCount();
  }

  private int lower() {
    var percent = draft.service().deploymentConfiguration().minimumHealthyPercent();
    return Math.ceilDiv(desired() * percent, 100);
  }

  private int upper() {
    return desired() * draft.service().deploymentConfiguration().maximumPercent() / 100;
  }
}
