package dev.ecsjobs.local.times;

import dev.ecsjobs.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as people write it: {@code 2026-03-01T01:00:00Z}, {@code 2026-03-01 02:00}, {@code
 * 02:00}, {@code yesterday 02:00}, {@code now}, or the key of a run.
 *
 * @param zone where a time without one is meant
 * @param now what is today
 */
public record TimeText(ZoneId zone, Instant now) {
  private static final DateTimeFormatter RUN_KEY =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final Pattern FORM =
      Pattern.compile(
          "(?i)((?<date>\\d{4}-\\d\\d-\\d\\d)|(?<day>yesterday|today|tomorrow))?"
              + "([T ]?(?<hour>\\d{1,2}):(?<minute>\\d\\d)(:(?<second>\\d\\d)(\\.\\d{1,9})?)?)?"
              + " ?(?<zone>z|[+-]\\d\\d:?\\d\\d|[a-z]+(/[-+\\w]+)*)?");

  /** What a text says. */
  public sealed interface Read {
    /** A moment. */
    record Moment(Instant at) implements Read {}

    /** A time that the clocks leave out when they are put forward. */
    record LeftOut(LocalDateTime time, ZoneId zone, ZoneOffsetTransition by) implements Read {
      /** What is wrong with it, as a sentence without its full stop. */
      public String what() {
        return "%s does not exist in %s: the clocks go from %s to %s"
            .formatted(
                Told.at(time),
                zone,
                by.getDateTimeBefore().toLocalTime(),
                by.getDateTimeAfter().toLocalTime());
      }
    }

    /** It is no time. */
    record NoTime(Problem problem) implements Read {}
  }

  /** Reads a moment. Of a time that the clocks show twice, the first is meant. */
  public Read read(String text) {
    String words = text.strip().replaceAll("\\s+", " ");
    try {
      if (words.equalsIgnoreCase("now")) {
        return new Read.Moment(now);
      }
      if (words.matches("\\d{8}T\\d{6}Z")) {
        return new Read.Moment(RUN_KEY.parse(words, Instant::from));
      }
      var form = FORM.matcher(words);
      return form.matches() && hasDayOrTime(form) ? read(form) : noTime(text);
    } catch (DateTimeException e) {
      return noTime(text);
    }
  }

  private static boolean hasDayOrTime(Matcher form) {
    return form.group("date") != null || form.group("day") != null || form.group("hour") != null;
  }

  private Read read(Matcher form) {
    var there =
        Optional.ofNullable(form.group("zone"))
            .map(name -> name.equalsIgnoreCase("z") ? "Z" : name)
            .map(ZoneId::of)
            .orElse(zone);
    var local = day(form, there).atTime(time(form));
    var transition = there.getRules().getTransition(local);
    return transition != null && transition.isGap()
        ? new Read.LeftOut(local, there, transition)
        : new Read.Moment(ZonedDateTime.of(local, there).toInstant());
  }

  private LocalDate day(Matcher form, ZoneId there) {
    if (form.group("date") != null) {
      return LocalDate.parse(form.group("date"));
    }
    var today = LocalDate.ofInstant(now, there);
    var day = Optional.ofNullable(form.group("day")).orElse("today").toLowerCase(Locale.ROOT);
    return switch (day) {
      case "yesterday" -> today.minusDays(1);
      case "tomorrow" -> today.plusDays(1);
      default -> today;
    };
  }

  private static LocalTime time(Matcher form) {
    return form.group("hour") == null
        ? LocalTime.MIDNIGHT
        : LocalTime.of(
            Integer.parseInt(form.group("hour")),
            Integer.parseInt(form.group("minute")),
            Optional.ofNullable(form.group("second")).map(Integer::parseInt).orElse(0));
  }

  private static Read noTime(String text) {
    return new Read.NoTime(
        new Problem(
            "",
            "'" + text + "' is no time",
            "Write it as 2026-03-01T01:00:00Z, or on the schedule's clocks as '2026-03-01 02:00',"
                + " 02:00 or 'yesterday 02:00'"));
  }
}
