package dev.ecsjobs.schedule;

import static java.util.Objects.requireNonNull;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fires once, at a local time; never, when daylight saving leaves that time out. */
public record At(LocalDateTime time, ZoneId zone) implements Schedule {
  private static final Pattern FORM = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
  private static final Pattern NEARLY =
      Pattern.compile(
          "(?<date>\\d{4}-\\d\\d-\\d\\d)"
              + "([Tt ]+(?<time>\\d\\d:\\d\\d)(?<seconds>:\\d\\d)?(\\.\\d*)?\\s*(?<zone>\\S.*)?)?");

  public At {
    requireNonNull(time);
    requireNonNull(zone);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    // No valid offset: the time is left out. Two: it comes twice, and the earlier one counts.
    return zone.getRules().getValidOffsets(time).stream()
        .findFirst()
        .map(time::toInstant)
        .filter(fire -> fire.isAfter(after));
  }

  static Checked<Schedule> parse(String inside, ZoneId zone) {
    if (!FORM.matcher(inside).matches()) {
      return Checked.invalid(
          new Problem("", "'" + inside + "' is not of the form yyyy-mm-ddThh:mm:ss", fix(inside)));
    }
    try {
      return Checked.valid(new At(LocalDateTime.parse(inside), zone));
    } catch (DateTimeException e) {
      return Checked.invalid(
          new Problem(
              "",
              "'" + inside + "' is not in the calendar",
              "Check that the month has this day, and that the time is from 00:00:00 to 23:59:59"));
    }
  }

  private static String fix(String inside) {
    Matcher nearly = NEARLY.matcher(inside.strip());
    if (!nearly.matches()) {
      return "Write a date and a time, such as at(2030-01-31T10:00:00)";
    }
    String time = Optional.ofNullable(nearly.group("time")).orElse("00:00");
    String seconds = Optional.ofNullable(nearly.group("seconds")).orElse(":00");
    return "Write at(%sT%s%s)".formatted(nearly.group("date"), time, seconds)
        + (nearly.group("zone") == null ? "" : ", and the zone in ScheduleExpressionTimezone");
  }
}
