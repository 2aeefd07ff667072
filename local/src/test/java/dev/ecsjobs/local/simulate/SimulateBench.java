package dev.ecsjobs.local.simulate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How many runs a second are simulated on one core: {@code bench/simulate} prints it. */
public final class SimulateBench {
  private static final int DAYS = 30;
  private static final int JOBS = 10;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 9;

  private SimulateBench() {}

  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    for (int round = 0; round < WARM_UPS; round++) {
      var _ = runsPerSecond(round);
    }
    var speeds =
        IntStream.range(0, rounds).mapToObj(round -> runsPerSecond(WARM_UPS + round)).toList();
    System.out.printf(
        "%d jobs, each every five minutes for %d days, usual faults; warmed, one thread%n%n"
            + "RUNS/S             MEDIAN    SLOWEST    FASTEST  (%d rounds)%n",
        JOBS, DAYS, rounds);
    print("by the clock", speeds.stream().mapToDouble(Speed::byClock));
    print("of CPU time", speeds.stream().mapToDouble(Speed::ofCpu));
  }

  /**
   * Runs a second.
   *
   * @param ofCpu of the whole process's CPU time, compiler and garbage collector included: the same
   *     on one core that nobody else uses
   */
  private record Speed(double byClock, double ofCpu) {}

  private static void print(String name, DoubleStream speeds) {
    double[] sorted = speeds.sorted().toArray();
    System.out.printf(
        "%-14s  %,9.0f  %,9.0f  %,9.0f%n",
        name, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  private static Speed runsPerSecond(int seed) {
    var jobs =
        IntStream.range(0, JOBS)
            .mapToObj(number -> Scenes.job("job-" + number, "rate(5 minutes)", ""))
            .toArray(SimulatedJob[]::new);
    long began = System.nanoTime();
    long usedBefore = cpuNanos();
    double runs = Scenes.run(Scenes.scenario(DAYS, seed, Faults.usual(), jobs)).accountedFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Speed(runs / seconds, runs / ((cpuNanos() - usedBefore) / 1e9));
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
