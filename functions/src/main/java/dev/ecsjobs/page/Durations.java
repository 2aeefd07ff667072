package dev.ecsjobs.page;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them: 4.2 s, 3 min 05 s, 2 h 10 min. */
public final class Durations {
  private Durations() {}

  public static String shown(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return seconds < 3600
        ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
        : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /** In one unit, for what is only roughly of interest: 12 s, 3 min, 5 h, 2 d. */
  public static String roughly(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
