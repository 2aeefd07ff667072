package dev.ecsjobs.local.cli;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.run.Run;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs show RUN}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a run: what happened, why, and what its tasks wrote last.")
public final class ShowCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The run as history prints it, such as hello/20260301T010000Z.")
  private String text;

  @Mixin private SiteOptions options;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    var id = WrongUsage.run(text);
    var site = options.site();
    try (var session = site.reading()) {
      var run = session.records().runs().load(id).orElseThrow(() -> WrongUsage.noRun(id, site));
      if (options.json()) {
        screen.line(Json.write(RunJson.of(run, session.records()).fields()));
      } else {
        print(run, session, site);
      }
      return 0;
    }
  }

  private void print(Run run, Session session, Site site) {
    var timeline = new Timeline(screen, session.records());
    screen.line(screen.strong(run.id().toString()) + screen.dim("  " + origin(run)));
    run.timeline().forEach(timeline::print);
    new FailedIndexes(screen, session.records()).print(run);
    site.logs().ifPresent(where -> screen.line("  " + screen.dim(where)));
    Instant now = clock.instant();
    screen.line(
        run.finished()
            .map(finished -> timeline.verdict(run, finished))
            .orElseGet(() -> Timeline.now(run, now).strip()));
  }

  private static String origin(Run run) {
    return run.scheduledTime()
        .map(time -> "scheduled for " + Screen.dateTime(time))
        .orElse("requested at " + Screen.dateTime(run.requestedAt()));
  }
}
