package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer for whose rings nobody waits: its clock is set from one ring to the next. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
  private record Ring(Instant at, Runnable action) {}

  private final SettableClock clock;
  private final List<Ring> rings = new ArrayList<>();
  private Duration early = Duration.ZERO;

  ManualTimer(Instant now) {
    super(0);
    clock = new SettableClock(now);
  }

  InstantSource clock() {
    return clock;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
    rings.add(new Ring(clock.instant().plus(delay, unit.toChronoUnit()), action));
    return null;
  }

  /** Every ring until then at its time. */
  void passTo(String time) {
    var end = Instant.parse(time);
    while (true) {
      var next = next(end);
      if (next == null) {
        clock.set(end);
        return;
      }
      rings.remove(next);
      clock.set(latest(clock.instant(), next.at().minus(early)));
      early = Duration.ZERO;
      next.action().run();
    }
  }

  /** Time passes and nothing rings; what should have rings at the next opportunity. */
  void sleepTo(String time) {
    clock.set(Instant.parse(time));
  }

  /** The next ring comes too early by the clock. */
  void ringEarly(Duration by) {
    early = by;
  }

  private Ring next(Instant end) {
    return rings.stream()
        .filter(ring -> !ring.at().minus(early).isAfter(end))
        .min(Comparator.comparing(Ring::at))
        .orElse(null);
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
