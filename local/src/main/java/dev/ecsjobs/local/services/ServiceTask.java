package dev.ecsjobs.local.services;

import java.util.Optional;

/**
 * One task of a service, as far as the scheduler cares.
 *
 * @param deployment the id of the deployment that started it
 * @param ran whether it ever was RUNNING
 * @param healthy whether it runs and, behind a load balancer, its port answers
 * @param byScheduler whether it was the scheduler that stopped it
 */
record ServiceTask(
    String arn,
    String deployment,
    Status status,
    boolean ran,
    boolean healthy,
    boolean byScheduler,
    String zone,
    Optional<String> instance) {
  enum Status {
    PENDING,
    RUNNING,
    /** Its desired status is STOPPED, and it has not stopped yet. */
    STOPPING,
    STOPPED
  }

  boolean isToRun() {
    return status == Status.PENDING || status == Status.RUNNING;
  }

  boolean isStopped() {
    return status == Status.STOPPED;
  }

  /** As service events name it. */
  String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
