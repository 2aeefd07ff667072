package dev.ecsjobs.schedule;

import static java.util.Objects.requireNonNull;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fires at its start and then at equal distances of elapsed time, whatever local clocks do. */
public record Rate(Duration every, Instant start) implements Schedule {
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern FORM = Pattern.compile("([-+.,\\d]*)\\s*(\\p{L}*)");

  public Rate {
    requireNonNull(start);
    if (!every.isPositive()) {
      throw new IllegalArgumentException("a rate moves on: " + every);
    }
  }

  @Override
  public Optional<Instant> next(Instant after) {
    if (after.isBefore(start)) {
      return Optional.of(start);
    }
    if (!after.isBefore(END)) { // as a cron's calendar ends; what follows could overflow
      return Optional.empty();
    }
    return Optional.of(start.plus(every.multipliedBy(passed(after) + 1)));
  }

  /** How many times the distance has passed; of whole seconds, division by hand is far faster. */
  private long passed(Instant after) {
    var since = Duration.between(start, after);
    return every.toNanosPart() == 0
        ? since.toSeconds() / every.toSeconds()
        : since.dividedBy(every);
  }

  static Checked<Schedule> parse(String inside, Instant start) {
    Matcher form = FORM.matcher(inside.strip());
    if (!form.matches() || form.group(1).isEmpty() || form.group(2).isEmpty()) {
      return Checked.invalid(
          new Problem(
              "",
              "'" + inside + "' is not a number and a unit",
              "Write it as rate(1 hour) or rate(5 minutes)"));
    }
    String number = form.group(1);
    Optional<ChronoUnit> unit = unit(form.group(2).toLowerCase(Locale.ROOT));
    List<Problem> problems = new ArrayList<>();
    if (!number.matches("0*[1-9]\\d{0,8}")) {
      problems.add(
          new Problem("", "'" + number + "' is no whole number above 0", wholeNumber(number)));
    }
    if (unit.isEmpty()) {
      problems.add(unknownUnit(form.group(2)));
    }
    if (!problems.isEmpty()) {
      return Checked.invalid(problems);
    }
    return grammatical(inside, Integer.parseInt(number), unit.orElseThrow(), start);
  }

  private static Checked<Schedule> grammatical(
      String inside, int number, ChronoUnit unit, Instant start) {
    String plural = unit.toString().toLowerCase(Locale.ROOT);
    String right = number + " " + (number == 1 ? plural.substring(0, plural.length() - 1) : plural);
    if (!inside.equals(right)) {
      return Checked.invalid(
          new Problem(
              "",
              "EventBridge does not take '" + inside + "' as a rate",
              "Write rate(" + right + ")"));
    }
    return Checked.valid(new Rate(Duration.of(number, unit), start));
  }

  /** What the unit means, however it is written; which way is right comes later. */
  private static Optional<ChronoUnit> unit(String word) {
    return switch (word) {
      case "m", "min", "mins", "minute", "minutes" -> Optional.of(ChronoUnit.MINUTES);
      case "h", "hr", "hrs", "hour", "hours" -> Optional.of(ChronoUnit.HOURS);
      case "d", "day", "days" -> Optional.of(ChronoUnit.DAYS);
      default -> Optional.empty();
    };
  }

  private static Problem unknownUnit(String word) {
    String fix =
        switch (word.toLowerCase(Locale.ROOT)) {
          case "s", "sec", "secs", "second", "seconds" ->
              "Write minutes, hours or days: nothing fires faster than rate(1 minute)";
          case "w", "week", "weeks" -> "Write the weeks as days, such as rate(7 days)";
          case "month", "months" ->
              "Write minutes, hours or days; for months a cron, such as cron(0 0 1 * ? *)";
          case "year", "years" ->
              "Write minutes, hours or days; for years a cron, such as cron(0 0 1 1 ? *)";
          default -> "Write minutes, hours or days";
        };
    return new Problem("", "'" + word + "' is not a unit of a rate", fix);
  }

  private static String wholeNumber(String number) {
    return number.contains(".") || number.contains(",")
        ? "Write it in a smaller unit, such as rate(90 minutes) for one hour and a half"
        : "Write a number from 1 to 999999999";
  }
}
