package dev.ecsjobs.engine;

import dev.ecsjobs.history.HistoryPage;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is kept of runs that ended. */
public interface History {

  /**
   * Records a run and rolls it up, both or neither, and keeps with it what is said of it. Repeated,
   * it changes nothing and answers with what was kept at first.
   *
   * @param message what is to be said, given the roll-up before this run
   */
  Recorded record(RunSummary run, Function<JobSummary, Optional<Message>> message);

  /**
   * What became of a run that was to be recorded.
   *
   * @param now false if it was recorded before
   */
  record Recorded(boolean now, Optional<Message> message) {}

  /** Records a run of which nothing is said; false if it was recorded before. */
  default boolean record(RunSummary run) {
    return record(run, _ -> Optional.empty()).now();
  }

  /**
   * Keeps what is said of a run that goes on. Repeated, it answers with what was kept at first.
   *
   * @param event what it is said of
   */
  Message keep(RunId run, RunEvent event, Supplier<Message> message);

  /** A page of runs, the latest requested first. */
  HistoryPage page(HistoryQuery query);

  /** A job's runs, the latest requested first. */
  default List<RunSummary> runs(JobName job, int limit) {
    return page(HistoryQuery.latest(limit).of(job)).runs();
  }

  /** A job's roll-up. */
  JobSummary job(JobName job);

  /** The roll-up of every job that ever ended a run, by name. */
  List<JobSummary> jobs();
}
