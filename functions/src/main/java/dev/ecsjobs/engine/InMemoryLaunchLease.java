package dev.ecsjobs.engine;

import java.time.Instant;
import java.util.Optional;

/** The lease in memory. */
public final class InMemoryLaunchLease implements LaunchLease {
  private Optional<Held> held = Optional.empty();

  private record Held(String by, Instant since, Instant until) {}

  @Override
  public synchronized boolean isHeld(Instant now) {
    return held.filter(lease -> lease.until().isAfter(now)).isPresent();
  }

  @Override
  public synchronized boolean take(String holder, Instant now, Instant until) {
    boolean isHeldByAnother =
        held.filter(lease -> !lease.by().equals(holder))
            .filter(lease -> lease.until().isAfter(now))
            .filter(lease -> lease.since().isAfter(now.minus(TENURE)))
            .isPresent();
    if (!isHeldByAnother) {
      held = Optional.of(new Held(holder, now, until));
    }
    return !isHeldByAnother;
  }

  @Override
  public synchronized boolean keep(String holder, Instant until) {
    boolean isOurs = held.filter(lease -> lease.by().equals(holder)).isPresent();
    if (isOurs) {
      held = held.map(lease -> new Held(holder, lease.since(), until));
    }
    return isOurs;
  }

  @Override
  public synchronized void release(String holder) {
    held = held.filter(lease -> !lease.by().equals(holder));
  }
}
