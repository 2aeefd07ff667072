package dev.ecsjobs.local.copilot;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.schedule.ForeignCron;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Copilot's schedules and durations, which are Go's, in the forms used here. */
final class Timing {
  private static final Pattern GO = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
  private static final String EVERY = "@every";

  private Timing() {}

  /** Copilot's {@code on.schedule}, which is meant in UTC, as an expression. */
  static Checked<String> expression(String schedule) {
    var text = schedule.strip();
    if (text.startsWith(EVERY)) {
      return every(text.substring(EVERY.length()).strip());
    }
    if (!text.startsWith("cron(") && !text.startsWith("rate(")) {
      return ForeignCron.ofUnix(text);
    }
    return switch (Schedule.parse(text, ZoneOffset.UTC, Instant.EPOCH)) {
      case Checked.Valid<Schedule> _ -> Checked.valid(text);
      case Checked.Invalid<Schedule>(var problems) -> Checked.invalid(problems);
    };
  }

  private static Checked<String> every(String text) {
    var every = duration(text);
    if (every.isEmpty() || every.get().toSeconds() % 60 != 0) {
      return Checked.invalid(
          new Problem(
              "", "'" + text + "' is no number of minutes", "Write hours and minutes: 5m, 1h30m"));
    }
    long minutes = every.get().toMinutes();
    return Checked.valid("rate(%d minute%s)".formatted(minutes, minutes == 1 ? "" : "s"));
  }

  /** {@code 1h30m}; empty if it is none, or nothing at all. */
  static Optional<Duration> duration(String text) {
    var go = GO.matcher(text.strip());
    if (!go.matches()) {
      return Optional.empty();
    }
    var duration =
        Duration.ofHours(part(go.group(1)))
            .plusMinutes(part(go.group(2)))
            .plusSeconds(part(go.group(3)));
    return Optional.of(duration).filter(Duration::isPositive);
  }

  private static long part(String digits) {
    return digits == null || digits.length() > 9 ? 0 : Long.parseLong(digits);
  }

  /** How long a late delivery makes sense: until the next is due, an hour at most. */
  static long secondsOfDelivery(String expression) {
    return switch (Schedule.parse(expression, ZoneOffset.UTC, Instant.EPOCH)) {
      case Checked.Invalid<Schedule> _ -> 3600;
      case Checked.Valid<Schedule>(var schedule) -> {
        var first = schedule.next(Instant.EPOCH);
        var second = first.flatMap(schedule::next);
        yield second
            .map(next -> Duration.between(first.orElseThrow(), next).toSeconds())
            .map(seconds -> Math.clamp(seconds, 60, 3600))
            .orElse(3600);
      }
    };
  }
}
