package dev.ecsjobs.local.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them: 4.2 s, 3 min 05 s, 2 h 10 min. */
final class Durations {
  private Durations() {}

  static String shown(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return seconds < 3600
        ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
        : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
  }
}
