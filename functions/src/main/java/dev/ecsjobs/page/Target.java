package dev.ecsjobs.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;

/** What a link leads to. */
public sealed interface Target {
  /** The jobs, and what is wrong with any. */
  record Jobs() implements Target {}

  /** All jobs' runs. */
  record Runs() implements Target {}

  /** What fires next. */
  record Next() implements Target {}

  /** A job with its runs. */
  record OneJob(JobName job) implements Target {}

  /** A run with its attempts. */
  record OneRun(RunId run) implements Target {}
}
