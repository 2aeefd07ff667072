package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Mixin private Options options;

  private final Screen screen = Screen.standard();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var catalog = options.catalog();
    var job = catalog.job(name).orElseThrow(() -> unknown(catalog));
    var data = options.data();
    var id = data.inbox().put(job.job().name(), job.source().input(), UUID.randomUUID().toString());
    if (!options.json()) {
      announce(job, id);
    }
    var follower = new Follower(catalog, data, "run " + name, options.json(), screen);
    return follower.follow(id, _ -> {}) == RunResult.SUCCEEDED ? 0 : 1;
  }

  private WrongUsage unknown(Catalog catalog) {
    return new WrongUsage(
        "There is no job %s in %s. There are: %s."
            .formatted(
                name,
                options.template(),
                catalog.jobs().stream()
                    .map(job -> job.job().name().value())
                    .collect(Collectors.joining(", "))));
  }

  private void announce(LocalJob job, RunId id) {
    screen.line(
        screen.strong(id.toString())
            + screen.dim(
                "  at most %s, task %s"
                    .formatted(
                        Timeline.attempts(job.job().retry().maxAttempts()),
                        shortName(job.job().task().definition()))));
  }

  private static String shortName(String definition) {
    return definition.substring(definition.lastIndexOf('/') + 1);
  }
}
