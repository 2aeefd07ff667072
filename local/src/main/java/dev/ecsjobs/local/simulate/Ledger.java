package dev.ecsjobs.local.simulate;

import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps account of every occurrence, from the moment it is due to what became of it. */
final class Ledger implements Consumer<Decided> {
  private final InMemoryRunStore store;
  private final SimulatedEcs ecs;
  private final Duration memory;
  private final Map<RunId, Occurrence> open = new HashMap<>();
  private final Map<JobName, Tally> tallies = new TreeMap<>();
  private final Herds herds = new Herds();
  private final SlowestCloses slowest = new SlowestCloses();
  private final Queue<Ended> remembered = new ArrayDeque<>();
  private long runs;
  private long deferrals;

  private record Ended(RunId run, Instant at) {}

  /** One that is due, and has not come to its end. */
  private static final class Occurrence {
    private final Instant at;
    private final Tally tally;
    private final Herds.Herd herd;
    private boolean launched;

    Occurrence(Instant at, Tally tally, Herds.Herd herd) {
      this.at = at;
      this.tally = tally;
      this.herd = herd;
    }
  }

  /**
   * @param memory so long a finished run is remembered
   */
  Ledger(InMemoryRunStore store, SimulatedEcs ecs, Duration memory) {
    this.store = store;
    this.ecs = ecs;
    this.memory = memory;
  }

  /** The job's line, from the beginning on: a job that never fires is told of too. */
  Tally tally(JobName row) {
    return tallies.computeIfAbsent(row, Tally::new);
  }

  void expect(RunId run, SimulatedJob job, Instant at) {
    var tally = tally(job.row());
    tally.expect();
    open.put(run, new Occurrence(at, tally, herds.due(at)));
  }

  @Override
  public void accept(Decided decided) {
    for (var event : decided.decision().events()) {
      if (event instanceof RunEvent.TaskAccepted accepted) {
        launched(decided.run().id(), accepted.at());
      } else if (event instanceof RunEvent.LaunchDeferred) {
        deferrals++;
      } else if (event instanceof RunEvent.RunFinished) {
        finished(decided.run());
      }
    }
  }

  private void launched(RunId run, Instant at) {
    var occurrence = open.get(run);
    if (occurrence != null && !occurrence.launched) {
      occurrence.launched = true;
      herds.launched(occurrence.herd, at);
    }
  }

  /** What the table's stream does with a run that ended: it is told of once. */
  private void finished(Run run) {
    var summary = RunSummary.of(run).orElseThrow();
    remembered.add(new Ended(run.id(), summary.finishedAt()));
    if (run.id().index().isEmpty()) { // what is expected is its array
      counted(run, summary);
    }
    summary.attempts().forEach(attempt -> attempt.task().ifPresent(ecs::forget));
  }

  private void counted(Run run, RunSummary summary) {
    runs++;
    var occurrence = open.remove(run.id());
    if (occurrence != null && !occurrence.launched) {
      herds.gone(occurrence.herd);
    }
    var tally = occurrence != null ? occurrence.tally : tally(run.id().job());
    tally.add(summary, occurrence != null);
    closed(run, tally);
  }

  /** Only where it was a task's end that ended the run. */
  private void closed(Run run, Tally tally) {
    var timeline = run.timeline();
    if (timeline.size() > 1
        && timeline.get(timeline.size() - 2) instanceof RunEvent.AttemptEnded ended
        && ended.stopped().isPresent()) {
      var stopped = ended.stopped().get();
      var after = Duration.between(stopped.stoppedAt().orElse(ended.at()), ended.at());
      tally.addClose(after);
      slowest.add(run.id(), after, () -> ecs.told(stopped.task()));
    }
  }

  /** What the table's time to live does. */
  void forgetAsOf(Instant now) {
    var oldest = now.minus(memory);
    while (!remembered.isEmpty() && remembered.peek().at().isBefore(oldest)) {
      store.forget(remembered.remove().run());
    }
  }

  boolean isSettled() {
    return open.isEmpty();
  }

  /** How many have ended. */
  long runs() {
    return runs;
  }

  /** How often a launch was put off. */
  long deferrals() {
    return deferrals;
  }

  SlowestCloses slowest() {
    return slowest;
  }

  Herds herds() {
    return herds;
  }

  List<Report.OfJob> jobs(Bill bill, PriceTable prices) {
    return tallies.entrySet().stream()
        .map(tally -> tally.getValue().report(bill.cost(tally.getKey(), prices)))
        .toList();
  }

  /** What has not come to its end: by when it was due. */
  List<Report.Open> open() {
    var all = new ArrayList<Report.Open>();
    open.forEach(
        (run, occurrence) ->
            all.add(
                new Report.Open(run, occurrence.at, store.load(run).map(Ledger::whereItStands))));
    all.sort(Comparator.comparing(Report.Open::dueAt).thenComparing(one -> one.run().toString()));
    return all;
  }

  private static String whereItStands(Run run) {
    return run.timeline().getLast().reason();
  }
}
