package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.request.Backfill;
import dev.ecsjobs.local.times.Told;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs backfill JOB --from TIME}. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a job for every time of its schedule in a stretch of the past.",
      "What ran already is not run again; what was skipped or missed is made up for. All are asked"
          + " for at once and wait for their turn, so nobody has to stay: given again, the command"
          + " goes on where it was."
    })
public final class BackfillCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name.")
  private String name;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "The first time that counts, such as 2026-03-01, on the schedule's clocks.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The first that does not count any more; else now.")
  private String to = "now";

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many may run at a time (1).")
  private int parallelism = 1;

  @Option(names = "--dry-run", description = "List what would be run, and run nothing.")
  private boolean dry;

  @Option(names = "--no-wait", description = "Return when all are asked for.")
  private boolean away;

  @Mixin private SiteOptions options;
  @Mixin private TaskOptions tasks;

  private final Screen screen = Screen.standard();
  private final Instant now = InstantSource.system().instant();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var site = options.site(tasks);
    var backfill = backfill(site.job(name));
    var times =
        switch (backfill.times()) {
          case Checked.Valid<List<Instant>>(var valid) -> valid;
          case Checked.Invalid<List<Instant>>(var problems) -> throw new WrongUsage(said(problems));
        };
    if (dry) {
      return new BackfillPlan(site, backfill, screen).list(times, options.json());
    }
    refuseIfPaused(site, backfill);
    var progress = new BackfillProgress(site, backfill, screen, options.json(), away);
    return progress.run(times);
  }

  private Backfill backfill(Found.Scheduled job) {
    var zone = Told.of(job.schedule()).zone();
    var first = WrongUsage.time(from, zone, now);
    var end = WrongUsage.time(to, zone, now);
    check(zone, first, end);
    return new Backfill(job.job(), job.schedule(), first, end, parallelism);
  }

  private void check(ZoneId zone, Instant first, Instant end) {
    var told = new Told(zone);
    if (end.isAfter(now)) {
      throw new WrongUsage(
          "--to is %s, which is still to come: what is not due yet will run by itself. Leave --to"
                  .formatted(told.at(end))
              + " out, and it is now.");
    }
    if (!first.isBefore(end)) {
      throw new WrongUsage(
          "--from is %s, which is not before --to, %s."
              .formatted(told.at(first), told.at(end.truncatedTo(ChronoUnit.SECONDS))));
    }
    if (parallelism < 1 || parallelism > Backfill.MOST_TIMES) {
      throw new WrongUsage(
          "--parallelism is %d. Give a number from 1 to %d."
              .formatted(parallelism, Backfill.MOST_TIMES));
    }
  }

  /** A schedule's fire is what it asks for, and those of a paused job are skipped. */
  private static void refuseIfPaused(Site site, Backfill backfill) throws IOException {
    try (var session = site.reading()) {
      var pause =
          session.records().pauses().paused().stream()
              .filter(p -> p.job().equals(backfill.job()))
              .findFirst();
      if (pause.isPresent()) {
        throw new WrongUsage(
            "The job is %s. Its runs would be skipped; resume it first: %s"
                .formatted(pause.get(), site.command("resume " + backfill.job())));
      }
    }
  }

  private static String said(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}
