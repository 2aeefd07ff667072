package dev.ecsjobs.local.cli;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.deployed.AwsTrouble;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code ecsjobs top}. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what runs and waits, what fires next and what failed last, until Ctrl-C.",
      "Red is what has been under way for longer than 95 in 100 of its job's last runs took."
    })
public final class TopCommand implements Callable<Integer> {
  /** A look reads three times; a person sees no more than this. */
  private static final int SLOWER = 3;

  /** A database of our own is opened for each look, so that ecsjobs up can have it meanwhile. */
  private static final Duration WITHOUT_ENGINE = Duration.ofSeconds(10);

  @Option(names = "--once", description = "Only once; so it is where there is no terminal.")
  private boolean once;

  @Mixin private SiteOptions options;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var site = options.site();
    var plans = new Plans(site);
    if (screen.isTerminal() && !once && !options.json()) {
      while (true) {
        Thread.sleep(goOn(site, plans));
      }
    }
    try (var session = site.reading()) {
      var top = look(session, plans);
      if (options.json()) {
        screen.line(Json.write(top.json().fields()));
      } else {
        new TopScreen(screen, site.place()).lines(top, Integer.MAX_VALUE).forEach(screen::line);
      }
      return 0;
    }
  }

  private Top look(Session session, Plans plans) {
    var now = clock.instant();
    return Top.of(session.records(), plans.after(now), now);
  }

  /** As long as the session lasts; answers how long to wait before the next. */
  private Duration goOn(Site site, Plans plans) throws IOException, InterruptedException {
    try (var session = site.reading()) {
      while (true) {
        draw(site, look(session, plans));
        if (session instanceof Session.Reading) {
          return WITHOUT_ENGINE;
        }
        Thread.sleep(site.lookEvery().multipliedBy(SLOWER));
        if (session.isOver()) {
          return Duration.ZERO;
        }
      }
    } catch (SdkException e) {
      return afterTrouble(site, e);
    }
  }

  private void draw(Site site, Top top) {
    screen.frame(new TopScreen(screen, site.place()).lines(top, screen.height()));
  }

  /** On this machine the process that had the database has ended between two looks. */
  private Duration afterTrouble(Site site, SdkException e) {
    if (site.isPaidFor()) {
      var trouble = AwsTrouble.behind(e).orElseThrow(() -> e);
      if (!trouble.isPassing()) {
        throw trouble;
      }
      screen.status(trouble.getMessage() + " (Looking goes on.)");
    }
    return site.lookEvery();
  }
}
