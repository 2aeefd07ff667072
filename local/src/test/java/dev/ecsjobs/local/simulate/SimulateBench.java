package dev.ecsjobs.local.simulate;

import java.util.Arrays;
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
      runsPerSecond(round);
    }
    double[] speeds =
        IntStream.range(0, rounds)
            .mapToDouble(round -> runsPerSecond(WARM_UPS + round))
            .sorted()
            .toArray();
    System.out.printf(
        "%d jobs, each every five minutes for %d days, usual faults; warmed, one thread%n%n"
            + "%-8s  %11s  %9s  %9s%n%-8d  %,11.0f  %,9.0f  %,9.0f%n",
        JOBS,
        DAYS,
        "ROUNDS",
        "RUNS/S (p50)",
        "SLOWEST",
        "FASTEST",
        rounds,
        speeds[rounds / 2],
        speeds[0],
        Arrays.stream(speeds).max().orElseThrow());
  }

  private static double runsPerSecond(int seed) {
    var jobs =
        IntStream.range(0, JOBS)
            .mapToObj(number -> Scenes.job("job-" + number, "rate(5 minutes)", ""))
            .toArray(SimulatedJob[]::new);
    long began = System.nanoTime();
    var report = Scenes.run(Scenes.scenario(DAYS, seed, Faults.usual(), jobs));
    double seconds = (System.nanoTime() - began) / 1e9;
    return report.accountedFor() / seconds;
  }
}
