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
  public Recorded record(RunSummary run, Function<JobSummary, Optional<Message>> message) {
    time.pass(chance.latencyMillis());
    dieSometimes("before the history is written");
    var recorded = history.record(run, message);
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
  public HistoryPage page(HistoryQuery query) {
    return history.page(query);
  }

  @Override
  public Message keep(RunId run, RunEvent event, Supplier<Message> message) {
    return history.keep(run, event, message);
  }

  @Override
  public JobSummary job(JobName job) {
    return history.job(job);
  }

  @Override
  public List<JobSummary> jobs() {
    return history.jobs();
  }
}
