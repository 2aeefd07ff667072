package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs cancel RUN}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Ends a run: stops its task and makes no further attempt.")
public final class CancelCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN", description = "The run as history prints it.")
  private String text;

  @Option(names = "--reason", paramLabel = "WHY", description = "Kept with the run.")
  private String reason = "no reason given";

  @Mixin private SiteOptions options;
  @Mixin private TaskOptions tasks;

  private final Screen screen = Screen.standard();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var id = WrongUsage.run(text);
    var site = options.site(tasks);
    var follower = new Follower(site, "cancel " + id, options.json(), screen);
    return follower.follow(id, session -> ask(session, site, id)) == RunResult.CANCELLED ? 0 : 1;
  }

  private void ask(Session session, Site site, RunId id) {
    var run = session.records().runs().load(id).orElseThrow(() -> WrongUsage.noRun(id, site));
    run.finished()
        .ifPresent(
            finished -> {
              throw new WrongUsage("Run " + id + " has ended already: " + finished.result() + ".");
            });
    var wish = new Document().put("cancel", id).put("reason", reason);
    site.wish(Json.write(wish.fields()));
  }
}
