package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.local.page.Desk;
import dev.ecsjobs.local.page.PageServer;
import dev.ecsjobs.local.wire.Current;
import dev.ecsjobs.local.wire.Endpoint;
import dev.ecsjobs.local.wire.Served;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ecsjobs up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Runs the stack: fires the schedules and shows what happens, until Ctrl-C.")
public final class UpCommand implements Callable<Integer> {
  /** Longer than a fire takes to become a recorded run. */
  private static final Duration RELOAD = Duration.ofSeconds(2);

  private static final int LAST_PORT = 65_535;

  @Mixin private Options options;
  @Mixin private TaskOptions tasks;

  @Option(
      names = "--endpoint-port",
      paramLabel = "PORT",
      defaultValue = "" + Endpoint.PORT,
      description =
          "Where the AWS CLI, SDKs and sam local reach this stack: DynamoDB, ECS, EventBridge,"
              + " Scheduler;"
              + " 0 for any free port; else ${DEFAULT-VALUE}.")
  private int port;

  @Mixin private PageOption page;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();
  private UpScreen shown;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > LAST_PORT) {
      throw new WrongUsage("--endpoint-port has to be from 0 to " + LAST_PORT + ".");
    }
    shown = new UpScreen(screen, options.json());
    var file = new TemplateFile(options);
    var catalog = options.catalog();
    var data = options.data();
    var end = new End();
    Runtime.getRuntime().addShutdownHook(new Thread(end::askAndWait));
    var served = new Served();
    var desks = new Current<Desk>();
    try (var _ = waitForLock(data);
        var _ = endpoint(served);
        var _ = page(desks)) {
      var containers = tasks.engine(shown::trouble);
      Instant firedUntil = clock.instant();
      while (!end.isAskedFor()) {
        try (var engine = Session.engine(catalog, data, "up", shown::show, containers);
            var _ =
                served.by(engine.dynamoDb(), engine.ecs(), engine.events(), engine.scheduler());
            var _ = desks.by(desk(catalog, data, engine.records()))) {
          printJobs(catalog, data);
          engine.fireSchedules(firedUntil);
          catalog = file.awaitChange(end, shown::trouble).orElse(catalog);
          // What was under way is fired again, which is harmless.
          firedUntil = clock.instant().minus(RELOAD);
        }
      }
      data.disown();
      sayStopped();
    } finally {
      end.reached();
    }
    return 0;
  }

  /** Without one the rest goes on. */
  private Closeable endpoint(Served served) {
    return switch (Endpoint.open(port, served, shown::trouble)) {
      case Checked.Valid<Endpoint>(var endpoint) -> {
        sayWhere(endpoint);
        yield endpoint;
      }
      case Checked.Invalid<Endpoint>(var problems) -> {
        problems.forEach(problem -> shown.trouble(problem.toString()));
        yield () -> {};
      }
    };
  }

  /** Without one the rest goes on, too. */
  private Closeable page(Current<Desk> desks) {
    return switch (page.open(desks)) {
      case Checked.Valid<PageServer>(var server) -> {
        screen.line(
            options.json()
                ? Json.write(new Document().put("page", server.address()).fields())
                : "Page: " + server.address());
        yield server;
      }
      case Checked.Invalid<PageServer>(var problems) -> {
        problems.forEach(problem -> shown.trouble(problem.toString()));
        yield () -> {};
      }
    };
  }

  private Desk desk(Catalog catalog, DataFolder data, Records records) {
    return SiteDesk.of(
        new ThisMachine(options.template(), catalog, data, tasks), records, Optional.empty());
  }

  private void sayWhere(Endpoint endpoint) {
    screen.line(
        options.json()
            ? Json.write(new Document().put("endpoint", endpoint.address()).fields())
            : "AWS endpoint (DynamoDB, ECS, EventBridge, Scheduler): %s, in containers %s."
                .formatted(endpoint.address(), endpoint.addressInContainers()));
  }

  private void sayStopped() {
    if (!options.json()) {
      screen.line("Stopped. Tasks that still run go on; the next start takes them up.");
    }
  }

  private DataFolder.Lock waitForLock(DataFolder data) throws IOException, InterruptedException {
    boolean told = false;
    while (true) {
      var lock = data.tryLock();
      if (lock.isPresent()) {
        return lock.get();
      }
      var owner = data.owner();
      if (!told && owner.isPresent()) {
        System.err.printf(
            "ecsjobs: %s is in use by process %d (ecsjobs %s); waiting for it to end.%n",
            data.path(), owner.get().pid(), owner.get().doing());
        told = true;
      }
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private void printJobs(Catalog catalog, DataFolder data) {
    if (options.json()) {
      return;
    }
    Instant now = clock.instant();
    screen.line(
        "%s, data in %s. Ctrl-C ends it."
            .formatted(catalog.template().file().getFileName(), data.path()));
    var columns =
        new Columns()
            .row(
                screen.dim("  JOB"),
                screen.dim("SCHEDULE"),
                screen.dim("ZONE"),
                screen.dim("NEXT"));
    for (var job : catalog.jobs()) {
      columns.row(
          "  " + job.job().name(),
          job.source().expression(),
          job.source().zone().toString(),
          job.nextFire(now)
              .map(Screen::dateTime)
              .orElse(job.source().enabled() ? "never again" : "disabled"));
    }
    columns.lines().forEach(screen::line);
    screen.line("");
  }
}
