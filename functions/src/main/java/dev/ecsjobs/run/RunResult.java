package dev.ecsjobs.run;

/** How a run ended. */
public enum RunResult {
  SUCCEEDED,
  FAILED,
  /** Not started, because another run of the job was active. */
  SKIPPED,
  /** Not started, because its starting deadline had passed. */
  MISSED
}
