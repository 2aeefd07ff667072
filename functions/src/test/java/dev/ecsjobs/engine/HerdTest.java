package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More jobs are due at once than an account may launch at once. */
class HerdTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  @Test
  void aThousandAreLaunchedAsFastAsTheAccountMay() {
    var scene = HerdScene.of(1_000, TWO_SECONDS, Duration.ofSeconds(50), 1);
    var herd = Herd.run(scene, 1, 0);

    assertEquals(1_000, herd.ecs().launched().size(), "launched in time, each of them");
    double ratio = herd.took().toMillis() / (double) HerdQuota.shortest(scene).toMillis();
    assertTrue(ratio <= 1.10, () -> herd.took() + ", which is " + ratio + " of the shortest");
    assertEquals(0, herd.overtaken().size(), () -> herd.overtaken().toString());
    assertTrue(herd.ecs().throttled() < 100, () -> herd.ecs().throttled() + " calls in vain");
  }

  @Test
  void noneIsLostOrTooLateWhenThoseWhoLaunchThemDie() {
    long deaths = 0;
    for (long seed = 1; seed <= 20; seed++) {
      var scene = HerdScene.of(250, TWO_SECONDS, Duration.ofMinutes(1), seed);
      var herd = Herd.run(scene, seed, 4);
      deaths += herd.wire().deaths();
      check(herd, seed);
    }
    assertTrue(deaths > 50, deaths + " deaths");
  }

  private static void check(Herd herd, long seed) {
    var gone = herd.lost();
    for (var fire : herd.scene().fires()) {
      if (gone.contains(fire.run())) {
        continue; // all three deliveries died before the claim: the search for missed fires finds
        // it
      }
      var run = herd.run(fire.run());
      var launched = herd.ecs().launched().get(run.id());
      var deadline = run.job().limits().startingDeadline().map(ONE_O_CLOCK::plus);
      if (run.state() instanceof RunState.Finished finished) {
        assertEquals(RunResult.MISSED, finished.result(), () -> "seed " + seed + ": " + run);
        assertTrue(deadline.isPresent(), () -> "seed " + seed + ": " + run);
      } else {
        assertTrue(launched != null, () -> "seed " + seed + ", never launched: " + run);
        assertFalse(
            deadline.isPresent()
                && !isRepeated(run)
                && launched.isAfter(deadline.get().plus(TWO_SECONDS)),
            () -> "seed " + seed + ", too late at " + launched + ": " + run);
      }
    }
  }

  /** A call without an answer may have started a task: only the same call, repeated, can tell. */
  private static boolean isRepeated(Run run) {
    return run.timeline().stream()
        .anyMatch(event -> event instanceof RunEvent.AttemptLaunching call && call.call() > 1);
  }
}
