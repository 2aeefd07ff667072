package dev.ecsjobs.local.page;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.page.JobView;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what the views show. A job's runs are read anew only when its roll-up has changed, which it
 * does with each run that ends: an open page costs two queries a look.
 */
final class Reading {
  /** Of each job: enough for a day of one that runs every five minutes. */
  static final int RECENT = 300;

  private final Map<JobName, Ended> known = new ConcurrentHashMap<>();

  private record Ended(JobSummary total, List<RunSummary> recent, Optional<Run> lastFailure) {}

  List<JobView> jobs(Desk desk, Instant now) {
    var totals =
        desk.records().history().jobs().stream()
            .collect(Collectors.toMap(JobSummary::job, Function.identity()));
    var unfinished =
        desk.records().unfinished().stream()
            .collect(Collectors.groupingBy(run -> run.job().name()));
    var planned = desk.planned(now);
    var names = new LinkedHashSet<>(planned.keySet());
    unfinished.keySet().stream().sorted().forEach(names::add);
    totals.keySet().stream().sorted().forEach(names::add);
    return names.stream()
        .map(
            name -> {
              var ended = ended(totals.getOrDefault(name, JobSummary.none(name)), desk.records());
              return new JobView(
                  name,
                  Optional.ofNullable(planned.get(name)),
                  ended.total(),
                  ended.recent(),
                  latestFirst(unfinished.getOrDefault(name, List.of())),
                  ended.lastFailure());
            })
        .toList();
  }

  private static List<Run> latestFirst(List<Run> runs) {
    return runs.stream().sorted(Comparator.comparing(Run::requestedAt).reversed()).toList();
  }

  private Ended ended(JobSummary total, Records records) {
    return known.compute(
        total.job(),
        (_, before) ->
            before != null && before.total().equals(total) ? before : read(total, records));
  }

  private static Ended read(JobSummary total, Records records) {
    var recent =
        total.runs() == 0 ? List.<RunSummary>of() : records.history().runs(total.job(), RECENT);
    var lastFailure =
        recent.stream()
            .findFirst()
            .filter(run -> run.result() == RunResult.FAILED || run.result() == RunResult.MISSED)
            .flatMap(run -> records.runs().load(run.run()));
    return new Ended(total, recent, lastFailure);
  }
}
