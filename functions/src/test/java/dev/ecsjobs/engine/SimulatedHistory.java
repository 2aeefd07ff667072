package dev.ecsjobs.engine;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import java.util.List;

/** The history in memory, whose writers die before and after they write. */
final class SimulatedHistory implements History {
  private final SimulatedTime time;
  private final SimulatedChance chance;
  private final History history = new InMemoryHistory();

  SimulatedHistory(SimulatedTime time, SimulatedChance chance) {
    this.time = time;
    this.chance = chance;
  }

  @Override
  public boolean record(RunSummary run) {
    time.pass(chance.latencyMillis());
    dieSometimes("before the history is written");
    boolean recorded = history.record(run);
    time.pass(chance.latencyMillis());
    dieSometimes("after the history is written");
    return recorded;
  }

  private void dieSometimes(String where) {
    if (chance.happens(SimulatedFault.CRASHED)) {
      throw new SimulatedTime.Died(where);
    }
  }

  @Override
  public List<RunSummary> runs(JobName job, int limit) {
    return history.runs(job, limit);
  }

  @Override
  public List<JobSummary> jobs() {
    return history.jobs();
  }
}
