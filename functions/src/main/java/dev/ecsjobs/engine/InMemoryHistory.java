package dev.ecsjobs.engine;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** History in memory, with the semantics of the real one. */
public final class InMemoryHistory implements History {
  private final Map<JobName, OfJob> jobs = new TreeMap<>();

  private static final class OfJob {
    private final Map<RunId, RunSummary> runs = new HashMap<>();
    private JobSummary summary;

    OfJob(JobName job) {
      summary = JobSummary.none(job);
    }
  }

  @Override
  public synchronized boolean record(RunSummary run) {
    var job = jobs.computeIfAbsent(run.run().job(), OfJob::new);
    if (job.runs.putIfAbsent(run.run(), run) != null) {
      return false;
    }
    job.summary = job.summary.plus(run);
    return true;
  }

  @Override
  public synchronized List<RunSummary> runs(JobName name, int limit) {
    var job = jobs.get(name);
    return job == null
        ? List.of()
        : job.runs.values().stream()
            .sorted(Comparator.comparing(RunSummary::requestedAt).reversed())
            .limit(limit)
            .toList();
  }

  @Override
  public synchronized List<JobSummary> jobs() {
    return jobs.values().stream().map(job -> job.summary).toList();
  }

  /** Drops a run's line, as the table does when its time to live is over; the roll-up keeps it. */
  public synchronized void forget(RunId run) {
    var job = jobs.get(run.job());
    if (job != null) {
      job.runs.remove(run);
    }
  }
}
