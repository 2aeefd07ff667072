package dev.ecsjobs.engine;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import java.util.List;

/** What is kept of runs that ended. */
public interface History {

  /** Records a run and rolls it up, both or neither; false if it was recorded before. */
  boolean record(RunSummary run);

  /** A job's runs, the latest requested first. */
  List<RunSummary> runs(JobName job, int limit);

  /** The roll-up of every job that ever ended a run, by name. */
  List<JobSummary> jobs();
}
