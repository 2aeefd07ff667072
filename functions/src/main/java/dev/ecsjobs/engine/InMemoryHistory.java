package dev.ecsjobs.engine;

import dev.ecsjobs.history.HistoryPage;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.Position;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** History in memory, with the semantics of the real one. */
public final class InMemoryHistory implements History {
  private final Map<RunId, RunSummary> runs = new HashMap<>();
  private final Map<RunId, Message> messages = new HashMap<>();
  private final Map<String, Message> interim = new HashMap<>();
  private final Map<JobName, JobSummary> jobs = new TreeMap<>();

  @Override
  public synchronized Recorded record(
      RunSummary run, Function<JobSummary, Optional<Message>> message) {
    if (runs.putIfAbsent(run.run(), run) != null) {
      return new Recorded(false, Optional.ofNullable(messages.get(run.run())));
    }
    var job = run.run().job();
    var before = job(job);
    jobs.put(job, before.plus(run));
    var said = message.apply(before);
    said.ifPresent(m -> messages.put(run.run(), m));
    return new Recorded(true, said);
  }

  @Override
  public synchronized Message keep(RunId run, RunEvent event, Supplier<Message> message) {
    return interim.computeIfAbsent(run + " " + event, _ -> message.get());
  }

  /** What the table's time to live does. */
  public synchronized void forget(RunId run) {
    runs.remove(run);
    messages.remove(run);
  }

  @Override
  public synchronized HistoryPage page(HistoryQuery query) {
    return HistoryPage.of(
        runs.values().stream()
            .filter(run -> run.run().index().isEmpty() && query.wants(run))
            .sorted(Comparator.comparing(Position::of).reversed()),
        query.limit());
  }

  @Override
  public synchronized JobSummary job(JobName job) {
    return jobs.getOrDefault(job, JobSummary.none(job));
  }

  @Override
  public synchronized List<JobSummary> jobs() {
    return List.copyOf(jobs.values());
  }
}
