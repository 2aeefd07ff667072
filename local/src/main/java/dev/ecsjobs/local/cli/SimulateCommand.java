package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.simulate.Report;
import dev.ecsjobs.local.simulate.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ecsjobs simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Plays the template's schedules through the coming weeks in virtual time: its own jobs and"
          + " the real engine, on an ECS that takes its time and fails now and then.",
      "The same seed gives the same report. Exit code 1: an occurrence came to no end."
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
  private static final long SHOW_EVERY = Duration.ofMillis(100).toNanos();
  private static final int BAR = 30;

  @Mixin private SimulateOptions simulated;
  @Mixin private Options options;
  @Spec private CommandSpec spec;

  private final Screen screen = Screen.standard();
  private long shown;

  @Override
  public Integer call() throws IOException {
    var scenario = simulated.scenario(options);
    long began = System.nanoTime();
    var report = Simulation.run(scenario, (share, runs) -> show(began, share, runs));
    var took = Duration.ofNanos(System.nanoTime() - began);
    screen.clearStatus();
    if (options.json()) {
      screen.line(Json.write(ReportJson.of(report).fields()));
    } else {
      new ReportScreen(screen, report).print();
    }
    tell(report, took);
    return report.open().isEmpty() ? 0 : 1;
  }

  /** Not on standard output: the report says the same each time. */
  private void tell(Report report, Duration took) {
    double seconds = Math.max(1, took.toMillis()) / 1000.0;
    spec.commandLine()
        .getErr()
        .printf(
            "%,d runs in %s: %,.0f a second%n",
            report.accountedFor(), Durations.shown(took), report.accountedFor() / seconds);
  }

  private void show(long began, double share, long runs) {
    long now = System.nanoTime();
    if (now - began < PATIENCE || now - shown < SHOW_EVERY) {
      return;
    }
    shown = now;
    int done = (int) (share * BAR);
    screen.status(
        "[%s%s] %3d %%  %s runs"
            .formatted(
                "#".repeat(done),
                "-".repeat(BAR - done),
                Math.round(share * 100),
                Figures.shown(runs)));
  }
}
