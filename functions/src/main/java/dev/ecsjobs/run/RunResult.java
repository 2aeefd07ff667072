package dev.ecsjobs.run;

/** How a run ended. */
public enum RunResult {
  SUCCEEDED,
  FAILED,
  /** Stopped by a person. */
  CANCELLED,
  /** Not started, because another run of the job was active. */
  SKIPPED,
  /** Not started, because its starting deadline had passed. */
  MISSED
}
