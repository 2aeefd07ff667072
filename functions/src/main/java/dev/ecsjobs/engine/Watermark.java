package dev.ecsjobs.engine;

import java.time.Instant;
import java.util.Optional;

/** Up to when it is known that every fire of a schedule has become a run. */
public interface Watermark {

  /** Empty if nothing was ever looked at. */
  Optional<Instant> read();

  /** Never back: of two sweeps at once the one that came further counts. */
  void advance(Instant to);
}
