package dev.ecsjobs.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to launch the {@link Backlog}: of all processes that would, one has it, for some
 * seconds, again and again. It keeps order and spares calls; nothing is wrong if two have it.
 */
public interface LaunchLease {
  /** Who has had it for so long makes way for whoever asks: it may have little time left. */
  Duration TENURE = Duration.ofSeconds(10);

  /** Whether somebody has it; may tell what was true a moment ago. */
  boolean isHeld(Instant now);

  /**
   * Takes it, if nobody has it, or no longer, or for longer than {@link #TENURE}; false if somebody
   * else has.
   */
  boolean take(String holder, Instant now, Instant until);

  /** Keeps it longer; false if it is somebody else's by now. */
  boolean keep(String holder, Instant until);

  /** Gives it back, if it is not somebody else's by now. */
  void release(String holder);
}
