package dev.ecsjobs.job;

/** What happens when a job is due while an earlier run of it has not ended. */
public enum Concurrency {
  /** Both run. */
  ALLOW,
  /** The new run is skipped, and recorded as skipped. */
  FORBID,
  /** The earlier run is stopped; the new one starts once it has ended. */
  REPLACE,
  /** The new run waits for the end of the earlier one; beyond the queue's limit it is skipped. */
  QUEUE
}
