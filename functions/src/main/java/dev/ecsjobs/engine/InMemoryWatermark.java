package dev.ecsjobs.engine;

import java.time.Instant;
import java.util.Optional;

/** A watermark in memory. */
public final class InMemoryWatermark implements Watermark {
  private Instant reached = Instant.MIN;

  @Override
  public synchronized Optional<Instant> read() {
    return Optional.of(reached).filter(Instant.MIN::isBefore);
  }

  @Override
  public synchronized void advance(Instant to) {
    reached = to.isAfter(reached) ? to : reached;
  }
}
