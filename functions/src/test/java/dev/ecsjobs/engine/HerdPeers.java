package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one would have without ecsjobs, at the same quotas: schedules that call RunTask themselves,
 * or a function that calls it and fails when it is throttled.
 */
final class HerdPeers {
  private static final Duration CALL = Duration.ofMillis(120);

  private final SimulatedTime time = new SimulatedTime(ONE_O_CLOCK);
  private final HerdQuota quota = new HerdQuota();
  private final SplittableRandom random;
  private final Map<String, Instant> launched = new HashMap<>();
  private long calls;
  private long lost;

  private HerdPeers(long seed) {
    random = new SplittableRandom(seed);
  }

  /** What came of it. */
  record Outcome(int launched, long lost, Duration took, long calls) {}

  /**
   * EventBridge Scheduler with RunTask as its target. It backs off exponentially for up to a day;
   * how, it does not say: a second, doubled up to five minutes, and any part of it.
   */
  static Outcome direct(HerdScene scene, long seed) {
    return new HerdPeers(seed).run(scene, 185, 1_000, 300_000, 0);
  }

  /** A function with the SDK's usual four tries, which Lambda invokes twice more if it fails. */
  static Outcome naive(HerdScene scene, long seed) {
    return new HerdPeers(seed).run(scene, 4, 500, 20_000, 2);
  }

  private Outcome run(HerdScene scene, int tries, int firstMillis, int mostMillis, int again) {
    for (var fire : scene.fires()) {
      var name = fire.job().name().value();
      time.in(
          Duration.ofMillis(fire.afterMillis()),
          () -> call(new Patience(name, tries, firstMillis, mostMillis, again), 1));
    }
    time.runUntil(ONE_O_CLOCK.plus(Duration.ofDays(1)));
    var last = launched.values().stream().max(Instant::compareTo).orElse(ONE_O_CLOCK);
    return new Outcome(launched.size(), lost, Duration.between(ONE_O_CLOCK, last), calls);
  }

  private record Patience(String job, int tries, int firstMillis, int mostMillis, int again) {
    long before(int call, SplittableRandom random) {
      long longest = Math.min(mostMillis, (long) firstMillis << Math.min(call - 1, 20));
      return random.nextLong(longest);
    }

    Patience after() {
      return new Patience(job, tries, firstMillis, mostMillis, again - 1);
    }
  }

  private void call(Patience patience, int call) {
    calls++;
    if (quota.admits(time.instant())) {
      launched.put(patience.job(), time.instant());
    } else if (call < patience.tries()) {
      time.in(CALL.plusMillis(patience.before(call, random)), () -> call(patience, call + 1));
    } else if (patience.again() > 0) {
      // Lambda waits a minute, and then two.
      time.in(Duration.ofMinutes(3 - patience.again()), () -> call(patience.after(), 1));
    } else {
      lost++;
    }
  }
}
