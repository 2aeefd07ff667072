package dev.ecsjobs.local.ecs;

/** The steps a task's events tell, in order. */
enum Step {
  PROVISIONING(1, "PROVISIONING"),
  PENDING(2, "PENDING"),
  RUNNING(3, "RUNNING"),
  /** ECS's way to announce a stop: still running, but wanted stopped. */
  STOPPING(4, "RUNNING"),
  DEPROVISIONING(5, "DEPROVISIONING"),
  STOPPED(6, "STOPPED");

  private final long version;
  private final String lastStatus;

  Step(long version, String lastStatus) {
    this.version = version;
    this.lastStatus = lastStatus;
  }

  /**
   * Fixed for each step, so that an event told again after a restart carries the version it had.
   */
  long version() {
    return version;
  }

  String lastStatus() {
    return lastStatus;
  }

  boolean isAtLeast(Step other) {
    return compareTo(other) >= 0;
  }
}
