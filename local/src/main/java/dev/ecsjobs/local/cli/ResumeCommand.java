package dev.ecsjobs.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs resume JOB}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lets the schedule of a paused job start runs again, from its next time on.",
      "What was skipped meanwhile is not made up for: backfill does that."
    })
public final class ResumeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name.")
  private String name;

  @Mixin private SiteOptions options;

  @Override
  public Integer call() throws IOException {
    return Control.over(options, name, Control::resuming);
  }
}
