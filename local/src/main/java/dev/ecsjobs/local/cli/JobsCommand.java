package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.run.Run;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ecsjobs jobs}. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = {
      "Lists jobs: how they are, when they run, how long that takes and what it costs.",
      "Success rate, durations and bars are of the last 50 runs; a cross did not succeed.",
      "Cost is of all runs, to go by, not to account by."
    })
public final class JobsCommand implements Callable<Integer> {
  @Mixin private SiteOptions options;
  @Mixin private Prices prices;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();

  /**
   * All there is to tell of a job.
   *
   * @param planned absent if no schedule has it any more
   */
  record Line(String job, Optional<Planned> planned, JobSummary summary, List<Run> unfinished) {}

  @Override
  public Integer call() throws IOException {
    var table = prices.table();
    var site = options.site();
    try (var session = site.reading()) {
      screen.status("  asking for the schedules");
      var planned = site.planned(clock.instant());
      screen.status("  reading the history");
      var lines = lines(planned, session);
      screen.clearStatus();
      if (options.json()) {
        screen.line(Json.write(json(lines, table).fields()));
      } else {
        new JobsTable(screen, table).lines(lines).forEach(screen::line);
      }
    }
    return 0;
  }

  /** Those that are scheduled, and those that once were. */
  private static List<Line> lines(Map<JobName, Planned> plans, Session session) {
    var lines = new TreeMap<String, Line>();
    plans.forEach(
        (job, plan) ->
            lines.put(
                job.value(),
                new Line(job.value(), Optional.of(plan), JobSummary.none(job), List.of())));
    for (var summary : session.records().history().jobs()) {
      var name = summary.job().value();
      var scheduled = Optional.ofNullable(lines.get(name)).flatMap(Line::planned);
      lines.put(name, new Line(name, scheduled, summary, List.of()));
    }
    for (var run : session.records().unfinished()) {
      var name = run.job().name().value();
      var none = new Line(name, Optional.empty(), JobSummary.none(run.job().name()), List.of());
      lines.merge(name, with(run, none), (line, _) -> with(run, line));
    }
    return List.copyOf(lines.values());
  }

  private static Line with(Run run, Line line) {
    var runs = new ArrayList<>(line.unfinished());
    runs.add(run);
    return new Line(line.job(), line.planned(), line.summary(), runs);
  }

  private static Document json(List<Line> lines, PriceTable table) {
    var document = new Document();
    document.fields().put("jobs", lines.stream().map(line -> json(line, table).fields()).toList());
    return document.put(
        "prices", new Document().put("date", table.date()).put("source", table.source()).fields());
  }

  private static Document json(Line line, PriceTable table) {
    var recent = line.summary().recent();
    var spending = line.summary().spending();
    var figures =
        new Document()
            .put("runs", recent.runs().size())
            .put("streak", recent.streak())
            .put("medianDuration", recent.medianDuration())
            .put("longDuration", recent.longDuration())
            .put("medianStartDelay", recent.medianStartDelay())
            .put("longStartDelay", recent.longStartDelay());
    recent.successRate().ifPresent(rate -> figures.put("successRate", rate));
    var cost =
        new Document()
            .put("dollars", table.cost(spending.used()).plain())
            .put("failures", table.cost(spending.failures()).plain())
            .put("overruns", table.cost(spending.overruns()).plain())
            .put("complete", table.cost(spending.used()).isComplete());
    var summary = line.summary().document();
    summary.fields().remove("recent");
    return summary
        .put("schedule", line.planned().map(Planned::expression))
        .put("next", line.planned().flatMap(Planned::first))
        .put("unfinished", line.unfinished().stream().map(Run::id).toList())
        .put("recent", figures.fields())
        .put("cost", cost.fields());
  }
}
