package dev.ecsjobs.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** Fires as another schedule does, but not before its start nor after its end. */
public record Bounded(Schedule rule, Optional<Instant> start, Optional<Instant> end)
    implements Schedule {

  public Bounded {
    requireNonNull(rule);
    requireNonNull(start);
    requireNonNull(end);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    // The start itself may be a fire, and so may the end.
    var from = start.map(first -> first.minusNanos(1)).filter(after::isBefore).orElse(after);
    return rule.next(from).filter(fire -> end.map(last -> !fire.isAfter(last)).orElse(true));
  }
}
