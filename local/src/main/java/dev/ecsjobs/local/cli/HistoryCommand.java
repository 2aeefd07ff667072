package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.history.HistoryPage;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.Position;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.run.Run;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs history [JOB]}. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Lists runs, the latest first; those that have not ended stand on top.")
public final class HistoryCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB",
      description = "Only runs of this job.")
  private String job;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (20).")
  private int limit = 20;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only runs requested since: 90m, 24h, 7d, 2026-03-01, or an instant.")
  private String since;

  @Option(names = "--failed", description = "Only runs that failed or were missed.")
  private boolean failed;

  @Option(
      names = "--after",
      paramLabel = "POSITION",
      description = "The next page, as the page before says it.")
  private String after;

  @Mixin private SiteOptions options;
  @Mixin private Prices prices;

  private static final int MOST = 1000;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    if (job != null && JobName.parse(job).isEmpty()) {
      throw new WrongUsage(job + " is no job's name.");
    }
    var query = query();
    var table = prices.table();
    var site = options.site();
    try (var session = site.reading()) {
      var unfinished = unfinished(session.records());
      var page = session.records().history().page(query);
      if (options.json()) {
        screen.line(Json.write(json(unfinished, page, table).fields()));
      } else {
        print(unfinished, page, site, table);
      }
      return 0;
    }
  }

  private HistoryQuery query() {
    if (limit < 1 || limit > MOST) {
      throw new WrongUsage("--limit has to be from 1 to " + MOST + ".");
    }
    var query = HistoryQuery.latest(limit);
    query = job == null ? query : query.of(new JobName(job));
    query = failed ? query.with(HistoryQuery.FAILURES) : query;
    query =
        since == null
            ? query
            : query.since(Since.parse(since, clock.instant(), ZoneId.systemDefault()));
    return after == null
        ? query
        : query.after(
            Position.parse(after)
                .orElseThrow(
                    () -> new WrongUsage("--after " + after + " is nothing a page has said.")));
  }

  /** They stand above the first page; none of them has failed yet. */
  private List<Run> unfinished(Records records) {
    return failed || after != null
        ? List.of()
        : records.unfinished().stream()
            .filter(run -> job == null || run.job().name().value().equals(job))
            .toList();
  }

  private static Document json(List<Run> unfinished, HistoryPage page, PriceTable table) {
    var document = new Document();
    document
        .fields()
        .put(
            "unfinished",
            unfinished.stream().map(run -> RunJson.unfinished(run).fields()).toList());
    document
        .fields()
        .put("runs", page.runs().stream().map(run -> json(run, table).fields()).toList());
    return document.put("next", page.next());
  }

  private static Document json(RunSummary run, PriceTable table) {
    var cost = table.cost(run.spending().used());
    return run.document().put("cost", cost.isComplete() ? cost.plain() : cost.toString());
  }

  private void print(List<Run> unfinished, HistoryPage page, Site site, PriceTable table) {
    if (unfinished.isEmpty() && page.runs().isEmpty()) {
      screen.line(
          failed || since != null || after != null
              ? "No such run."
              : "No run yet. Start one: " + site.command("run JOB"));
      return;
    }
    new HistoryTable(screen, table).lines(unfinished, page.runs()).forEach(screen::line);
    page.next().ifPresent(next -> screen.line(screen.dim("More: " + site.command(more(next)))));
  }

  /** The same command for the next page. */
  private String more(Position next) {
    var words = new StringJoiner(" ").add("history");
    if (job != null) {
      words.add(job);
    }
    if (failed) {
      words.add("--failed");
    }
    if (since != null) {
      words.add("--since").add(since);
    }
    return words.add("--limit " + limit).add("--after '" + next + "'").toString();
  }
}
