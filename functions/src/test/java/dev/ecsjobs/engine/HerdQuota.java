package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How fast RunTask lets an account launch tasks on Fargate: both the calls and the launches have a
 * bucket. A call that is throttled takes nothing from either.
 */
final class HerdQuota {
  private static final int PER_SECOND = 20;
  private static final int CALLS_AT_ONCE = 20;
  private static final int LAUNCHES_AT_ONCE = 100;

  private TokenBucket calls = TokenBucket.full(CALLS_AT_ONCE, PER_SECOND, ONE_O_CLOCK);
  private TokenBucket launches = TokenBucket.full(LAUNCHES_AT_ONCE, PER_SECOND, ONE_O_CLOCK);

  /** Whether one more is let through. */
  boolean admits(Instant now) {
    boolean admitted = calls.has(now) && launches.has(now);
    if (admitted) {
      calls = calls.take(now);
      launches = launches.take(now);
    }
    return admitted;
  }

  /** When the last is launched if each is as soon as its event has come and the quota allows. */
  static Duration shortest(HerdScene scene) {
    var quota = new HerdQuota();
    var last = ONE_O_CLOCK;
    for (long millis : comings(scene)) {
      var came = ONE_O_CLOCK.plusMillis(millis);
      last = List.of(came, quota.nextAt(came)).stream().max(Instant::compareTo).orElseThrow();
      quota.admits(last);
    }
    return Duration.between(ONE_O_CLOCK, last);
  }

  private static List<Long> comings(HerdScene scene) {
    return scene.fires().stream().map(HerdScene.Fire::afterMillis).sorted().toList();
  }

  private Instant nextAt(Instant now) {
    return List.of(calls.nextAt(now), launches.nextAt(now)).stream()
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
