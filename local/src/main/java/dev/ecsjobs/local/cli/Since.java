package dev.ecsjobs.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A time in the past as people write it: 90m, 24h, 7d, PT36H, 2026-03-01, or an instant. */
final class Since {
  private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhd])");

  private Since() {}

  static Instant parse(String text, Instant now, ZoneId zone) {
    var ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(length(Integer.parseInt(ago.group(1)), ago.group(2)));
    }
    try {
      if (text.startsWith("P")) {
        return now.minus(Duration.parse(text));
      }
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new WrongUsage(
          "--since "
              + text
              + " is no time. Write how long ago, such as 90m, 24h or 7d, or a day such as"
              + " 2026-03-01, or an instant such as 2026-03-01T01:00:00Z.");
    }
  }

  private static Duration length(int count, String unit) {
    return switch (unit) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
