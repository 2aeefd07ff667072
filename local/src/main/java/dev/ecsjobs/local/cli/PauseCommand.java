package dev.ecsjobs.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs pause JOB}. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps a job's schedule from starting runs until the job is resumed.",
      "Runs that have begun go on, and run, rerun and cancel work as ever."
    })
public final class PauseCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name.")
  private String name;

  @Option(
      names = "--note",
      paramLabel = "WHY",
      description = "Told wherever a run is skipped for it.")
  private String note = "no note was left";

  @Mixin private SiteOptions options;

  @Override
  public Integer call() throws IOException {
    return Control.over(options, name, job -> Control.pausing(job, note));
  }
}
