package dev.ecsjobs.bench.warm;

import dev.ecsjobs.local.cli.Columns;
import dev.ecsjobs.local.cli.Screen;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long a warm function takes for a signal, and how much memory, with the flags it has. */
final class Warm {
  private static final Screen SCREEN = Screen.standard();

  private Warm() {}

  public static void main(String... arguments) throws RunnerException, CommandLineOptionException {
    SCREEN.line("About two minutes; JMH's own words are left out.");
    var options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(arguments))
            .include(Signals.class.getSimpleName())
            .forks(2)
            .jvmArgsAppend(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Decsjobs.home=" + System.getProperty("ecsjobs.home"),
                "-Dbasedir=" + System.getProperty("basedir"))
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .build();
    print(new Runner(options).run());
  }

  private static void print(Collection<RunResult> results) {
    var columns = new Columns().row("", "store", "p50 ms", "p99 ms", "p99.9 ms", "KB", "samples");
    for (var result : results) {
      var times = result.getPrimaryResult().getStatistics();
      var benchmark = result.getParams().getBenchmark();
      double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
      columns.row(
          benchmark.substring(benchmark.lastIndexOf('.') + 1),
          result.getParams().getParam("store"),
          millis(times.getPercentile(50)),
          millis(times.getPercentile(99)),
          millis(times.getPercentile(99.9)),
          "%.0f".formatted(bytes / 1000),
          Long.toString(times.getN()));
    }
    columns.lines().forEach(SCREEN::line);
  }

  private static String millis(double micros) {
    return "%.3f".formatted(micros / 1000);
  }
}
