package dev.ecsjobs.retry;

/** Why an attempt failed, by who must act. */
public enum FailureKind {
  /** RunTask said no: no capacity, no agent, a quota. No task exists. */
  REFUSED(Budget.PLATFORM),
  /** A task was accepted but its container never ran: image pull, network interface, secrets. */
  NEVER_STARTED(Budget.PLATFORM),
  /** Only a person can mend it: no such task definition, no permission, no such image. */
  MISCONFIGURED(Budget.NONE),
  /** The platform took the task away: Spot, a lost host, maintenance. */
  INTERRUPTED(Budget.PLATFORM),
  /** The container was killed for using more memory than it was given. */
  OUT_OF_MEMORY(Budget.APPLICATION),
  /** The deciding container exited with a code other than 0. */
  EXIT_CODE(Budget.APPLICATION),
  /**
   * One of the job's own limits stopped it. Retried only when a rule says so: it may have done half
   * its work.
   */
  TIMED_OUT(Budget.APPLICATION),
  /** A person stopped the task. */
  CANCELLED(Budget.NONE),
  /** Nobody can tell how it ended: ECS forgot the task, or used words not known here. */
  UNKNOWN(Budget.PLATFORM);

  private final Budget budget;

  FailureKind(Budget budget) {
    this.budget = budget;
  }

  /** The budget that a failure of this kind is counted against. */
  public Budget budget() {
    return budget;
  }

  boolean isRetriedWithoutRule() {
    return budget != Budget.NONE && this != TIMED_OUT;
  }
}
