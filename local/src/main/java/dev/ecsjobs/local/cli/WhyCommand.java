package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.NearNames;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.CatchUp;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.local.times.TimeText;
import dev.ecsjobs.local.times.Told;
import dev.ecsjobs.local.why.Facts;
import dev.ecsjobs.local.why.Inquiry;
import dev.ecsjobs.local.why.Lead;
import dev.ecsjobs.local.why.Telling;
import dev.ecsjobs.local.why.Why;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs why JOB TIME}. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = "Says why a job ran at a time, or did not.")
public final class WhyCommand implements Callable<Integer> {
  /** What is by hand, and what an earlier schedule started, is looked for among so many runs. */
  private static final int RUNS = 1_000;

  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name.")
  private String name;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TIME",
      description =
          "Such as 2026-03-01T01:00:00Z, '2026-03-01 02:00', 02:00 or yesterday 02:00, on the"
              + " clocks of the job's schedule; seconds don't matter.")
  private List<String> words;

  @Mixin private SiteOptions options;

  private final Screen screen = Screen.standard();
  private final Instant now = InstantSource.system().instant();

  @Override
  public Integer call() throws IOException {
    var site = options.site();
    var found = site.find(name);
    try (var session = site.reading()) {
      var records = session.records();
      return switch (found) {
        case Found.Scheduled job -> answer(site, records, job.job(), Optional.of(job.schedule()));
        case Found.Nothing _ when hasRun(records) ->
            answer(site, records, new JobName(name), Optional.empty());
        case Found.Nothing nothing -> unheard(site, nothing.jobs(), records);
      };
    }
  }

  private boolean hasRun(Records records) {
    return JobName.parse(name).filter(job -> !records.history().runs(job, 1).isEmpty()).isPresent();
  }

  private int unheard(Site site, List<String> scheduled, Records records) {
    var known =
        Stream.concat(
                scheduled.stream(),
                records.history().jobs().stream().map(JobSummary::job).map(JobName::value))
            .distinct()
            .toList();
    var why = new Why.Unheard(name, NearNames.fix(name, known));
    tell(site, new Telling(name, new Told(ZoneOffset.UTC)), why, List.of());
    return CommandLine.ExitCode.USAGE;
  }

  private int answer(Site site, Records records, JobName job, Optional<StoredSchedule> schedule) {
    var told = schedule.map(Told::of).orElseGet(() -> new Told(ZoneId.systemDefault()));
    var telling = new Telling(name, told);
    var facts = facts(site, records, job, schedule);
    var read = new TimeText(told.zone(), now).read(String.join(" ", words));
    switch (read) {
      case TimeText.Read.Moment(var time) -> {
        var inquiry = new Inquiry(withCandidates(facts, records, time));
        tell(site, telling, inquiry.why(time), inquiry.byHand(time));
      }
      case TimeText.Read.LeftOut leftOut ->
          tell(site, telling, new Inquiry(facts).why(leftOut), List.of());
      case TimeText.Read.NoTime(var problem) -> throw new WrongUsage(problem.toString());
    }
    return CommandLine.ExitCode.OK;
  }

  private Facts facts(Site site, Records records, JobName job, Optional<StoredSchedule> schedule) {
    return new Facts(
        job,
        schedule,
        records.unfinished().stream().filter(run -> run.job().name().equals(job)).toList(),
        records.history().runs(job, RUNS),
        records.pauses().paused().stream().filter(pause -> pause.job().equals(job)).findFirst(),
        schedule.flatMap(s -> catchUp(site, s)),
        site.kept(),
        site.firing(),
        now);
  }

  private static Optional<CatchUp> catchUp(Site site, StoredSchedule schedule) {
    return switch (site.read(schedule.input())) {
      case Checked.Valid<JobDocument>(var document) when site.makesUp() ->
          Optional.of(document.catchUp());
      case Checked.Valid<JobDocument> _, Checked.Invalid<JobDocument> _ -> Optional.empty();
    };
  }

  /** However long ago: what the schedule's own run of that time would be called is known. */
  private static Facts withCandidates(Facts facts, Records records, Instant time) {
    var ended =
        Inquiry.candidates(facts, time).stream()
            .flatMap(run -> records.runs().load(run).stream())
            .flatMap(run -> RunSummary.of(run).stream());
    return facts.withEnded(Stream.concat(ended, facts.ended().stream()).toList());
  }

  private void tell(Site site, Telling telling, Why why, List<RunId> byHand) {
    var sentence = telling.sentence(why) + telling.beside(why, byHand);
    var next = site.command(new Lead(name).next(why));
    if (!options.json()) {
      screen.line(sentence);
      screen.line(screen.dim("Next: " + next));
      return;
    }
    screen.line(
        Json.write(
            new Document()
                .put("job", name)
                .put("answer", why.getClass().getSimpleName())
                .put("run", new Lead(name).run(why))
                .put("byHand", byHand)
                .put("sentence", sentence)
                .put("next", next)
                .fields()));
  }
}
