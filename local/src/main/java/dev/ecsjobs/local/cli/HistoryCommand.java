package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.history.AttemptSummary;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.page.Durations;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Mixin private SiteOptions options;

  private final Screen screen = Screen.standard();

  @Override
  public Integer call() throws IOException {
    if (job != null && JobName.parse(job).isEmpty()) {
      throw new WrongUsage(job + " is no job's name.");
    }
    var site = options.site();
    try (var session = site.reading()) {
      var records = session.records();
      var unfinished =
          records.unfinished().stream()
              .filter(run -> job == null || run.job().name().value().equals(job))
              .toList();
      var ended = ended(records);
      if (options.json()) {
        screen.line(Json.write(json(unfinished, ended).fields()));
      } else {
        print(unfinished, ended, site);
      }
      return 0;
    }
  }

  private List<RunSummary> ended(Records records) {
    var jobs =
        job == null
            ? records.history().jobs().stream().map(JobSummary::job).toList()
            : List.of(new JobName(job));
    return jobs.stream()
        .flatMap(name -> records.history().runs(name, limit).stream())
        .sorted(Comparator.comparing(RunSummary::requestedAt).reversed())
        .limit(limit)
        .toList();
  }

  private static Document json(List<Run> unfinished, List<RunSummary> ended) {
    var document = new Document();
    document
        .fields()
        .put(
            "unfinished",
            unfinished.stream()
                .map(
                    run ->
                        new Document()
                            .put("run", run.id())
                            .put("job", run.job().name())
                            .put("state", run.state().getClass().getSimpleName())
                            .put("requestedAt", run.requestedAt())
                            .put("dueAt", run.dueAt())
                            .fields())
                .toList());
    document.fields().put("runs", ended.stream().map(run -> run.document().fields()).toList());
    return document;
  }

  private void print(List<Run> unfinished, List<RunSummary> ended, Site site) {
    if (unfinished.isEmpty() && ended.isEmpty()) {
      screen.line("No run yet. Start one: " + site.command("run JOB"));
      return;
    }
    var columns =
        new Columns()
            .row(
                screen.dim("RUN"),
                screen.dim("REQUESTED"),
                screen.dim("RESULT"),
                screen.dim("TOOK"),
                screen.dim("EXIT CODES"),
                screen.dim("REASON"));
    for (var run : unfinished) {
      columns.row(
          run.id().toString(),
          Screen.dateTime(run.requestedAt()),
          run.state().getClass().getSimpleName(),
          "",
          "",
          run.timeline().getLast().reason());
    }
    for (var run : ended) {
      columns.row(
          run.run().toString(),
          Screen.dateTime(run.requestedAt()),
          result(run.result()),
          Durations.shown(Duration.between(run.requestedAt(), run.finishedAt())),
          exitCodes(run),
          run.reason());
    }
    columns.lines().forEach(screen::line);
  }

  private String result(RunResult result) {
    return result == RunResult.SUCCEEDED ? screen.good(result.name()) : screen.bad(result.name());
  }

  /** One for each attempt, a dash where the container left none. */
  private static String exitCodes(RunSummary run) {
    return run.attempts().stream()
        .map(AttemptSummary::exitCode)
        .map(code -> code.isPresent() ? Integer.toString(code.getAsInt()) : "-")
        .collect(Collectors.joining(" "));
  }
}
