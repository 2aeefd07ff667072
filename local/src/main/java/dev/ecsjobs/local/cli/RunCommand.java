package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.local.times.Told;
import java.io.IOException;
import java.time.ZoneId;
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

  @Override
  public Integer call() throws IOException, InterruptedException {
    var site = options.site(tasks);
    var job = site.job(name);
    return switch (requested(job).withEnvironment(environment)) {
      case Checked.Invalid<RunRequest>(var problems) ->
          throw new WrongUsage(problems.getFirst().toString());
      case Checked.Valid<RunRequest>(var wanted) ->
          new Starting(site, options.json(), Screen.standard())
              .start(wanted, "run " + name, note(job));
    };
  }

  private RunRequest requested(Found.Scheduled job) {
    return time == null
        ? RunRequest.of(job.job(), job.input(), request)
        : RunRequest.at(WrongUsage.time(time, zone(job)), job.job(), job.input(), request);
  }

  private String note(Found.Scheduled job) {
    return Optional.ofNullable(time)
        .map(text -> "for " + new Told(zone(job)).at(WrongUsage.time(text, zone(job))))
        .orElse("");
  }

  private static ZoneId zone(Found.Scheduled job) {
    return Told.of(job.schedule()).zone();
  }
}
