package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunState.Finished;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs rerun RUN}. */
@Command(
    name = "rerun",
    mixinStandardHelpOptions = true,
    description =
        "Runs a job again for the scheduled time of a run that has ended, as the job is now, and"
            + " follows it to its end.")
public final class RerunCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN", description = "The run as history prints it.")
  private String text;

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "Names the new run: with the same ID it is the same run, asked for again.")
  private String request = UUID.randomUUID().toString();

  @Mixin private SiteOptions options;
  @Mixin private TaskOptions tasks;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var id = WrongUsage.run(text);
    var site = options.site(tasks);
    var earlier = earlier(id, site);
    var result = ended(earlier, site).result();
    var job = site.job(id.job().value());
    var wanted =
        earlier
            .scheduledTime()
            .map(time -> RunRequest.at(time, job.job(), job.input(), request))
            .orElseGet(() -> RunRequest.of(job.job(), job.input(), request));
    return new Starting(site, options.json(), Screen.standard())
        .start(wanted, "rerun " + id, "repeats %s, which ended %s".formatted(id, result));
  }

  private static Run earlier(RunId id, Site site) throws IOException {
    try (var session = site.reading()) {
      return session.records().runs().load(id).orElseThrow(() -> WrongUsage.noRun(id, site));
    }
  }

  private static Finished ended(Run run, Site site) {
    return run.finished()
        .orElseThrow(
            () ->
                new WrongUsage(
                    "Run %s has not ended yet. Wait for it, or end it: %s"
                        .formatted(run.id(), site.command("cancel " + run.id()))));
  }
}
