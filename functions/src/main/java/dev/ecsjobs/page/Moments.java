package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Instants as the person who looks says them: by their clock, and by how far they are away. */
public record Moments(Instant now, ZoneId zone) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final Pattern UTC = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Duration LONG_AGO = Duration.ofDays(180);

  /** Such as 14:03:22, or Fri 20 Nov 14:03:22 where it is another day. */
  String shown(Instant at) {
    return day(at) + TIME.format(at.atZone(zone));
  }

  /** To the minute. */
  String minute(Instant at) {
    return day(at) + MINUTE.format(at.atZone(zone));
  }

  /** The time of day alone. */
  String clock(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  private String day(Instant at) {
    var day = at.atZone(zone).toLocalDate();
    if (day.equals(now.atZone(zone).toLocalDate())) {
      return "";
    }
    boolean isFar = Duration.between(at, now).abs().compareTo(LONG_AGO) > 0;
    return (isFar ? YEAR : DAY).format(day) + " ";
  }

  /** Such as 3 min ago, or in 2 h. */
  String away(Instant at) {
    var distance = Duration.between(at, now);
    return distance.isNegative()
        ? "in " + Durations.roughly(distance.negated())
        : Durations.roughly(distance) + " ago";
  }

  /** From then until now. */
  Duration since(Instant at) {
    var since = Duration.between(at, now);
    return since.isNegative() ? Duration.ZERO : since;
  }

  /** A sentence whose times are in UTC, in which they are those of the person who looks. */
  String told(String sentence) {
    return UTC.matcher(sentence).replaceAll(time -> shown(Instant.parse(time.group())));
  }

  /** How far it is away, with the time itself for machines and for whoever points at it. */
  Html relative(Instant at) {
    return element(at, away(at), shown(at));
  }

  /** The time itself. */
  Html absolute(Instant at) {
    return element(at, shown(at), away(at));
  }

  private static Html element(Instant at, String text, String more) {
    return Html.of("<time datetime=\"{}\" title=\"{}\">{}</time>", at, more, text);
  }
}
