package dev.ecsjobs.job;

/** What happens when a job is due while an earlier run of it has not ended. */
public enum Concurrency {
  /** Both run. */
  ALLOW,
  /** The new run is skipped, and recorded as skipped. */
  FORBID
}
