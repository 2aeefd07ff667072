package dev.ecsjobs.history;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunResult;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs of the history are wanted, a page at a time, the latest requested first.
 *
 * @param job only this job's
 * @param results only those that ended so
 * @param since only those requested then or later
 * @param after only those that stand behind this one: where the page before ended
 * @param limit at most so many
 */
public record HistoryQuery(
    Optional<JobName> job,
    Set<RunResult> results,
    Optional<Instant> since,
    Optional<Position> after,
    int limit) {
  public static final Set<RunResult> ALL_RESULTS = Set.copyOf(EnumSet.allOf(RunResult.class));

  /** What a person has to look at. */
  public static final Set<RunResult> FAILURES = Set.of(RunResult.FAILED, RunResult.MISSED);

  public HistoryQuery {
    results = Set.copyOf(results);
  }

  /** The latest of all jobs. */
  public static HistoryQuery latest(int limit) {
    return new HistoryQuery(
        Optional.empty(), ALL_RESULTS, Optional.empty(), Optional.empty(), limit);
  }

  public HistoryQuery of(JobName job) {
    return new HistoryQuery(Optional.of(job), results, since, after, limit);
  }

  public HistoryQuery with(Set<RunResult> results) {
    return new HistoryQuery(job, results, since, after, limit);
  }

  public HistoryQuery since(Instant time) {
    return new HistoryQuery(job, results, Optional.of(time), after, limit);
  }

  public HistoryQuery after(Position position) {
    return new HistoryQuery(job, results, since, Optional.of(position), limit);
  }

  /** Whether the run is among those that are wanted. */
  public boolean wants(RunSummary run) {
    var position = Position.of(run);
    return results.contains(run.result())
        && job.map(name -> name.equals(run.run().job())).orElse(true)
        && reaches(run)
        && after.map(last -> position.compareTo(last) < 0).orElse(true);
  }

  /** Whether the run is not too old; all behind one that is are too. */
  public boolean reaches(RunSummary run) {
    return since.map(time -> Position.of(run).compareTo(Position.at(time)) >= 0).orElse(true);
  }
}
