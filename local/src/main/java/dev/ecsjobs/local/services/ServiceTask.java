package dev.ecsjobs.local.services;

import java.util.Optional;

/**
 * One task of a service, as far as the scheduler cares.
 *
 * @param deployment the id of the deployment that started it
 * @param ran whether it ever was RUNNING
 * @param asked whether somebody asked it to stop: the scheduler, a user, Spot
 */
record ServiceTask(
    String arn,
    String deployment,
    Status status,
    boolean ran,
    Health health,
    boolean asked,
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

  boolean isRunning() {
    return status == Status.RUNNING;
  }

  /** Whether it runs and does what it is for. */
  boolean isHealthy() {
    return isRunning() && health == Health.HEALTHY;
  }

  boolean isUnhealthy() {
    return isRunning() && health == Health.UNHEALTHY;
  }

  /** As service events name it. */
  String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
