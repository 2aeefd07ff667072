package dev.ecsjobs.engine;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which jobs' schedules start nothing for the time being. */
public interface Pauses {

  /**
   * Pauses a job; false if it is paused already, or was resumed after the pause was decided on: a
   * failure that is told a second time does not undo what a person did since.
   */
  boolean pause(Pause pause);

  /** Lets the job's schedule start runs again; answers the pause that ends, if there was one. */
  Optional<Pause> resume(JobName job, Instant at);

  /** All pauses, by job. */
  List<Pause> paused();
}
