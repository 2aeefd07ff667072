package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.page.Desk;
import dev.ecsjobs.local.page.PageServer;
import dev.ecsjobs.local.wire.Current;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ecsjobs ui}. */
@Command(
    name = "ui",
    mixinStandardHelpOptions = true,
    description = {
      "Shows jobs and runs in the browser, until Ctrl-C.",
      "Schedules do not fire meanwhile, unless ecsjobs up runs too: it shows the same page."
    })
public final class UiCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Mixin private SiteOptions options;
  @Mixin private TaskOptions tasks;
  @Mixin private PageOption page;

  private final Screen screen = Screen.standard();
  private boolean said;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var site = options.site(tasks);
    var desks = new Current<Desk>();
    var end = new End();
    try (var server = open(desks)) {
      Runtime.getRuntime().addShutdownHook(new Thread(end::askAndWait));
      while (!end.isAskedFor()) {
        serve(site, desks, end, server.address());
      }
    } finally {
      end.reached();
    }
    return 0;
  }

  /** Until the end, or until another process's engine is gone and this one takes over. */
  private void serve(Site site, Current<Desk> desks, End end, URI address)
      throws IOException, InterruptedException {
    try (var session = site.running("ui", this::note);
        var _ = desks.by(SiteDesk.of(site, session.records(), caution(session)))) {
      sayWhere(address, site);
      while (!session.isOver() && !end.isAskedForWithin(LOOK_EVERY)) {
        // it goes on
      }
    }
  }

  private static Optional<String> caution(Session session) {
    return session instanceof Session.Owned
        ? Optional.of("Schedules do not fire: ecsjobs up is not running. Run now works.")
        : Optional.empty();
  }

  private PageServer open(Current<Desk> desks) {
    return switch (page.open(desks)) {
      case Checked.Valid<PageServer>(var server) -> server;
      case Checked.Invalid<PageServer>(var problems) ->
          throw new WrongUsage(problems.getFirst().toString());
    };
  }

  /** Once there is something to be seen. */
  private void sayWhere(URI address, Site site) {
    if (said) {
      return;
    }
    said = true;
    screen.line(
        options.json()
            ? Json.write(new Document().put("page", address).fields())
            : "Page: %s, of %s. Ctrl-C ends it.".formatted(address, site.place()));
  }

  private void note(Happening happening) {
    if (happening instanceof Happening.Note note) {
      screen.line(screen.bad("! " + note.text()));
    }
  }
}
