package dev.ecsjobs.local.cli;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs run JOB}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a job now and follows it to its end.")
public final class RunCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "JOB", description = "The job's name.")
  private String name;

  @Mixin private SiteOptions options;
  @Mixin private TaskOptions tasks;

  private final Screen screen = Screen.standard();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var site = options.site(tasks);
    var asked = site.ask(name);
    if (!options.json()) {
      announce(asked.job(), asked.run());
    }
    var follower = new Follower(site, "run " + name, options.json(), screen);
    return follower.follow(asked.run(), _ -> {}) == RunResult.SUCCEEDED ? 0 : 1;
  }

  private void announce(Job job, RunId id) {
    screen.line(
        screen.strong(id.toString())
            + screen.dim(
                "  at most %s, %s"
                    .formatted(
                        Timeline.attempts(job.retry().maxAttempts()), job.work().inShort())));
  }
}
