package dev.ecsjobs.page;

import dev.ecsjobs.engine.History;
import dev.ecsjobs.engine.Pauses;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.history.HistoryPage;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what the views show. An open page costs three queries a look, whatever the history holds,
 * for the roll-ups tell of the last runs; of failed ones the whole is read once.
 */
public final class Reading {
  private static final int MOST_UNFINISHED = 1000;

  private static final int MOST_KEPT = 200;

  private final RunStore runs;
  private final Pauses pauses;
  private final History history;

  /** Runs that have ended do not change. */
  private final Map<RunId, Run> failures = new ConcurrentHashMap<>();

  public Reading(RunStore runs, Pauses pauses, History history) {
    this.runs = runs;
    this.pauses = pauses;
    this.history = history;
  }

  /** All jobs that are planned, and then those that ran. */
  public List<JobView> jobs(Map<JobName, Planned> planned) {
    var totals =
        history.jobs().stream().collect(Collectors.toMap(JobSummary::job, Function.identity()));
    var unfinished =
        runs.unfinished(MOST_UNFINISHED).stream()
            .sorted(Comparator.comparing(Run::requestedAt).reversed())
            .collect(Collectors.groupingBy(run -> run.job().name()));
    var paused =
        pauses.paused().stream().collect(Collectors.toMap(Pause::job, Function.identity()));
    var names = new LinkedHashSet<>(planned.keySet());
    unfinished.keySet().stream().sorted().forEach(names::add);
    totals.keySet().stream().sorted().forEach(names::add);
    return names.stream()
        .map(
            name -> {
              var total = totals.getOrDefault(name, JobSummary.none(name));
              return new JobView(
                  name,
                  Optional.ofNullable(planned.get(name)),
                  Optional.ofNullable(paused.get(name)),
                  total,
                  unfinished.getOrDefault(name, List.of()),
                  lastFailure(total));
            })
        .toList();
  }

  private Optional<Run> lastFailure(JobSummary total) {
    boolean failed =
        total.lastResult().filter(r -> r == RunResult.FAILED || r == RunResult.MISSED).isPresent();
    return failed
        ? total.recent().runs().stream()
            .findFirst()
            .filter(run -> !run.succeeded())
            .flatMap(run -> ended(new RunId(total.job(), run.key())))
        : Optional.empty();
  }

  private Optional<Run> ended(RunId id) {
    if (failures.size() > MOST_KEPT) {
      failures.clear();
    }
    return Optional.ofNullable(
        failures.computeIfAbsent(
            id,
            missing -> runs.load(missing).filter(run -> run.finished().isPresent()).orElse(null)));
  }

  /** Runs that ended, the latest requested first. */
  public HistoryPage runs(HistoryQuery query) {
    return history.page(query);
  }

  /** A run, if there is one. */
  public Optional<Run> run(RunId id) {
    return runs.load(id);
  }
}
