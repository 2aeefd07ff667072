package dev.ecsjobs.engine;

import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/**
 * How fast a herd is launched, in virtual time: {@code bench/herd} prints it. The same seed gives
 * the same table.
 */
public final class HerdBench {
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Duration OVER_THE_MINUTE = Duration.ofSeconds(60);
  private static final long SEED = 1;

  private HerdBench() {}

  public static void main(String[] arguments) {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : SEED;
    System.out.printf(
        """
        Jobs that are all due at once, in virtual time, seed %d. One in ten must start within a minute, one in ten is more
        urgent and one in ten less. Quotas: RunTask 20 calls/s, launches a burst of 100 and 20/s; Lambda starts cold (%d ms).

        %-6s  %-14s  %9s  %9s  %5s  %8s  %4s  %6s  %9s
        """,
        seed,
        HerdLambda.COLD_START_MILLIS,
        "JOBS",
        "EVENTS COME",
        "LAUNCHED",
        "AT BEST",
        "RATIO",
        "LAUNCHED",
        "LOST",
        "MISSED",
        "OVERTAKEN");
    var herds = new ArrayList<Herd>();
    for (int size : new int[] {100, 1_000, 10_000}) {
      for (var spread : new Duration[] {AT_ONCE, OVER_THE_MINUTE}) {
        var deadline = Duration.ofMinutes(1);
        var herd = Herd.run(HerdScene.of(size, spread, deadline, seed), seed, 0);
        herds.add(herd);
        line(size, herd);
      }
    }
    System.out.printf(
        "%n%-6s  %-14s  %7s  %9s  %9s  %9s  %8s  %6s  %8s  %11s  %8s%n",
        "JOBS",
        "EVENTS COME",
        "RUNTASK",
        "THROTTLED",
        "DESCRIBE",
        "TRANSACT",
        "PUTITEM",
        "QUERY",
        "GETITEM",
        "INVOCATIONS",
        "LAMBDA");
    herds.forEach(HerdBench::calls);
    peers(seed);
  }

  private static void line(int size, Herd herd) {
    var best = HerdQuota.shortest(herd.scene());
    long missed =
        herd.scene().fires().stream()
            .filter(fire -> !herd.lost().contains(fire.run()))
            .flatMap(fire -> herd.run(fire.run()).finished().stream())
            .filter(end -> end.result() == RunResult.MISSED)
            .count();
    System.out.printf(
        "%,-6d  %-14s  %7.1f s  %7.1f s  %5.2f  %,8d  %4d  %6d  %9d%n",
        size,
        spread(herd),
        seconds(herd.took()),
        seconds(best),
        seconds(herd.took()) / seconds(best),
        herd.ecs().launched().size(),
        herd.lost().size(),
        missed,
        herd.overtaken().size());
  }

  private static void calls(Herd herd) {
    Map<String, Long> calls = herd.wire().calls();
    System.out.printf(
        "%,-6d  %-14s  %,7d  %,9d  %,9d  %,9d  %,8d  %,6d  %,8d  %,11d  %,6.0f s%n",
        herd.scene().fires().size(),
        spread(herd),
        calls.getOrDefault("RunTask", 0L),
        herd.ecs().throttled(),
        calls.getOrDefault("DescribeTasks", 0L),
        calls.getOrDefault("TransactWriteItems", 0L),
        calls.getOrDefault("PutItem", 0L) + calls.getOrDefault("UpdateItem", 0L),
        calls.getOrDefault("Query", 0L),
        calls.getOrDefault("GetItem", 0L),
        herd.lambda().invocations(),
        seconds(herd.lambda().billed()));
  }

  private static void peers(long seed) {
    System.out.printf(
        "%n1,000 without ecsjobs, events within 2 s:%n%-58s  %9s  %8s  %6s  %7s  %9s%n",
        "", "LAUNCHED", "LAUNCHED", "LOST", "RUNTASK", "THROTTLED");
    var scene = HerdScene.of(1_000, AT_ONCE, Duration.ofMinutes(1), seed);
    peer("schedules that call RunTask (backoff 1 s to 5 min)", HerdPeers.direct(scene, seed));
    peer("a function that fails when throttled, invoked twice more", HerdPeers.naive(scene, seed));
  }

  private static void peer(String name, HerdPeers.Outcome outcome) {
    System.out.printf(
        "%-58s  %7.1f s  %,8d  %6d  %,7d  %,9d%n",
        name,
        seconds(outcome.took()),
        outcome.launched(),
        outcome.lost(),
        outcome.calls(),
        outcome.calls() - outcome.launched());
  }

  private static String spread(Herd herd) {
    return "within " + herd.scene().spread().toSeconds() + " s";
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
