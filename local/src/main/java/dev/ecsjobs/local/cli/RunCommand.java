package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.local.times.Told;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs run JOB}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a job now and follows it to its end.")
public final class RunCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name.")
  private String name;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "Runs it now as if it were that time: JOB_SCHEDULED_TIME in its container. Such as"
              + " 'yesterday 02:00', on the clocks of the job's schedule.")
  private String time;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "One more variable for the container; may be repeated.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "Names the run: with the same ID it is the same run, asked for again.")
  private String request = UUID.randomUUID().toString();

  @Mixin private SiteOptions options;
  @Mixin private TaskOptions tasks;

  private final Instant now = InstantSource.system().instant();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var site = options.site(tasks);
    var job = site.job(name);
    var told = Told.of(job.schedule());
    var at = Optional.ofNullable(time).map(text -> WrongUsage.time(text, told.zone(), now));
    return switch (requested(job, at).withEnvironment(environment)) {
      case Checked.Invalid<RunRequest>(var problems) ->
          throw new WrongUsage(problems.getFirst().toString());
      case Checked.Valid<RunRequest>(var wanted) ->
          new Starting(site, options.json(), Screen.standard())
              .start(wanted, "run " + name, at.map(then -> "for " + told.at(then)).orElse(""));
    };
  }

  private RunRequest requested(Found.Scheduled job, Optional<Instant> at) {
    return at.map(then -> RunRequest.at(then, job.job(), job.input(), request))
        .orElseGet(() -> RunRequest.of(job.job(), job.input(), request));
  }
}
