package dev.ecsjobs.run;

/** Where a run may wait on the way to its first launch, in this order. */
public enum Stage {
  /** For the end of an earlier run of the job. */
  JOB,
  /** For the success of other jobs. */
  AFTER,
  /** For room in the job's group. */
  GROUP
}
