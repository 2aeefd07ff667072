package dev.ecsjobs.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;

/**
 * Whoever shows the picture: how one gets from one view to the next there, and what can be done.
 */
public interface Host {
  /** A link. */
  Html link(Target target, Html label);

  /** A button that runs a job now; nothing where nothing can be done. */
  Html run(JobName job);

  /** A button that pauses a job; nothing where nothing can be done. */
  Html pause(JobName job);

  /** A button that resumes a paused job; nothing where nothing can be done. */
  Html resume(JobName job);

  /** A button that ends a run; nothing where nothing can be done. */
  Html cancel(RunId run);
}
