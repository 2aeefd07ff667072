package dev.ecsjobs.local.verify;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as findings say them. */
final class Said {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private Said() {}

  static String time(LocalDateTime time) {
    return TIME.format(time);
  }

  static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone)) + " " + zone;
  }

  static String clock(LocalDateTime time) {
    return CLOCK.format(time);
  }

  static String count(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}
