package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.SimulatedInvariant.EVERY_RUN_ENDS;
import static dev.ecsjobs.engine.SimulatedInvariant.HISTORY_IS_THE_FOLD;
import static dev.ecsjobs.engine.SimulatedInvariant.NOTHING_UNRECORDED;
import static dev.ecsjobs.engine.SimulatedInvariant.ONE_LIVE_ATTEMPT;
import static dev.ecsjobs.engine.SimulatedInvariant.ONE_LIVE_RUN;
import static dev.ecsjobs.engine.SimulatedInvariant.ONE_TASK_PER_ATTEMPT;
import static dev.ecsjobs.engine.SimulatedInvariant.REASONS;
import static dev.ecsjobs.engine.SimulatedInvariant.TRUE_RESULT;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sees everything as it truly is, and checks that the promises are kept. */
final class SimulatedChecks {
  private final SimulatedTime time;
  private final SimulatedStore store;
  private final SimulatedEcs ecs;
  private final String stack;
  private final Map<String, Long> closedAt = new HashMap<>();
  private final Set<String> heard = new HashSet<>();
  private final SimulatedGates gates;
  private final SimulatedArrays arrays;

  SimulatedChecks(SimulatedTime time, SimulatedStore store, SimulatedEcs ecs, String stack) {
    this.time = time;
    this.store = store;
    this.ecs = ecs;
    this.stack = stack;
    this.gates = new SimulatedGates(store);
    this.arrays = new SimulatedArrays(store);
  }

  /** Once a minute, when nothing goes wrong any more. */
  void nobodyWaitsInVain() {
    gates.nobodyWaitsInVain();
  }

  void starts(SimulatedTask task) {
    var run = store.seen(idOf(task));
    NOTHING_UNRECORDED.violatedIf(
        run.isEmpty()
            || run.get().timeline().stream()
                .noneMatch(
                    e ->
                        e instanceof AttemptLaunching launching
                            && task.startedBy().equals(startedBy(run.get(), launching.attempt()))),
        task,
        run);
    var whole = arrays.whole(run.get());
    boolean forbids = whole.job().admission().concurrency() != Concurrency.ALLOW;
    for (var other : ecs.tasks()) {
      ONE_TASK_PER_ATTEMPT.violatedIf(other.startedBy().equals(task.startedBy()), other, task, run);
      if (other.isAliveAt(time.millis())) {
        ONE_LIVE_ATTEMPT.violatedIf(other.run().equals(task.run()), other, task, run);
        ONE_LIVE_RUN.violatedIf(
            forbids
                && other.job().equals(task.job())
                && !arrays.whole(run(other)).id().equals(whole.id())
                && isAccepted(other),
            other,
            task,
            store.seen(idOf(other)),
            run);
      }
    }
    gates.starts(
        whole,
        ecs.tasks().stream()
            .filter(this::isSeenAlive)
            .map(this::run)
            .map(arrays::whole)
            .distinct()
            .toList());
  }

  private boolean isSeenAlive(SimulatedTask task) {
    return task.isAliveAt(time.millis()) && isAccepted(task);
  }

  private Run run(SimulatedTask task) {
    return store.seen(idOf(task)).orElseThrow();
  }

  /** Whether its run knows of it; nobody can wait for a task of which nobody knows. */
  boolean isAccepted(SimulatedTask task) {
    return store.seen(idOf(task)).stream()
        .flatMap(run -> run.timeline().stream())
        .anyMatch(e -> e instanceof TaskAccepted accepted && accepted.task().equals(task.arn()));
  }

  private RunId idOf(SimulatedTask task) {
    return RunId.parse(task.run().substring(stack.length() + 1)).orElseThrow();
  }

  private String startedBy(Run run, int attempt) {
    return stack + "/" + run.id() + "/" + attempt;
  }

  void decided(Decided decided) {
    REASONS.violatedIf(decided.decision().reason().isBlank(), decided);
  }

  void written(Run run) {
    gates.written(run);
    arrays.written(run);
    for (var event : run.timeline()) {
      if (event instanceof AttemptEnded ended) {
        closedAt.putIfAbsent(startedBy(run, ended.attempt()), time.millis());
      }
    }
  }

  void stopWasHeard(SimulatedTask task) {
    heard.add(task.arn());
  }

  List<Long> closedAfterMillis() {
    return ecs.tasks().stream()
        .filter(task -> !heard.contains(task.arn()) && closedAt.containsKey(task.startedBy()))
        .map(task -> closedAt.get(task.startedBy()) - task.end().at())
        .toList();
  }

  void atTheEnd(List<RunId> requested, History history) {
    var runs = new ArrayList<Run>();
    for (var id : requested) {
      var run = store.seen(id);
      EVERY_RUN_ENDS.violatedIf(run.flatMap(Run::finished).isEmpty(), id, run);
      runs.add(run.get());
      runs.addAll(arrays.indexes(run.get()));
    }
    for (var run : runs) {
      SimulatedBudgets.check(run);
      hasReasons(run);
      hasTheResultOfItsTasks(run);
      HISTORY_IS_THE_FOLD.violatedIf(
          !run.equals(RunDocument.read(RunDocument.of(run))), "does not fold to its state", run);
    }
    gates.atTheEnd(runs);
    isTheFoldOf(runs, history);
  }

  private void hasReasons(Run run) {
    var end = run.finished().orElseThrow();
    REASONS.violatedIf(end.reason().isBlank(), run);
    for (var event : run.timeline()) {
      REASONS.violatedIf(event.reason().isBlank(), event, run);
      REASONS.violatedIf(event instanceof StopRequested stop && stop.why().isBlank(), event, run);
    }
    if (end.result() == RunResult.SKIPPED && !end.reason().startsWith("The job is paused by ")) {
      var by = RunId.parse(end.reason().split("[ ,]", -1)[1]).flatMap(store::seen);
      REASONS.violatedIf(by.isEmpty() || by.get().id().equals(run.id()), "skipped for", by, run);
    }
    if (end.result() == RunResult.MISSED) {
      REASONS.violatedIf(
          !end.reason().contains("startingDeadline") && !end.reason().contains("made up for"), run);
    }
  }

  private void hasTheResultOfItsTasks(Run run) {
    if (run.indexes().isPresent()) {
      arrays.atTheEnd(run);
      return;
    }
    var tasks = ecs.tasks().stream().filter(task -> idOf(task).equals(run.id())).toList();
    var result = run.finished().orElseThrow().result();
    boolean never = result == RunResult.SKIPPED;
    TRUE_RESULT.violatedIf(never && !tasks.isEmpty(), tasks, run);
    boolean exitedWithZero =
        !tasks.isEmpty()
            && isAccepted(tasks.getLast())
            && tasks.getLast().end().exitCode().orElse(-1) == 0
            && !tasks.getLast().end().stopCode().equals("UserInitiated");
    TRUE_RESULT.violatedIf(result == RunResult.SUCCEEDED && !exitedWithZero, tasks, run);
    TRUE_RESULT.violatedIf(result == RunResult.FAILED && exitedWithZero, tasks, run);
    TRUE_RESULT.violatedIf(
        run.timeline().stream().filter(RunFinished.class::isInstance).count() != 1, run);
  }

  private static void isTheFoldOf(List<Run> runs, History history) {
    var jobs = new TreeMap<JobName, JobSummary>();
    var rows = new ArrayList<RunSummary>();
    for (var run : runs) {
      var summary = RunSummary.of(run).orElseThrow();
      if (run.id().index().isEmpty()) {
        rows.add(summary);
      }
      var job = run.id().job();
      jobs.put(job, jobs.getOrDefault(job, JobSummary.none(job)).plus(summary));
    }
    HISTORY_IS_THE_FOLD.violatedIf(
        !List.copyOf(jobs.values()).equals(history.jobs()), jobs.values(), history.jobs());
    var recorded = new ArrayList<RunSummary>();
    jobs.keySet().forEach(job -> recorded.addAll(history.runs(job, runs.size())));
    var byRun = Comparator.comparing((RunSummary row) -> row.run().toString());
    rows.sort(byRun);
    recorded.sort(byRun);
    HISTORY_IS_THE_FOLD.violatedIf(!rows.equals(recorded), rows, recorded);
  }
}
