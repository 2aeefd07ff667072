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
  private final Map<RunId, RunSummary> runs = new HashMap<>();
  private final Map<JobName, JobSummary> jobs = new TreeMap<>();

  @Override
  public synchronized boolean record(RunSummary run) {
    if (runs.putIfAbsent(run.run(), run) != null) {
      return false;
    }
    var job = run.run().job();
    jobs.put(job, jobs.getOrDefault(job, JobSummary.none(job)).plus(run));
    return true;
  }

  @Override
  public synchronized List<RunSummary> runs(JobName job, int limit) {
    return runs.values().stream()
        .filter(run -> run.run().job().equals(job))
        .sorted(Comparator.comparing(RunSummary::requestedAt).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<JobSummary> jobs() {
    return List.copyOf(jobs.values());
  }
}
