package dev.ecsjobs.schedule;

import static java.util.Objects.requireNonNull;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rule a job runs by, with the meaning EventBridge Scheduler gives it. */
public sealed interface Schedule permits At, Rate, Cron, Bounded {

  /** The first fire strictly after an instant; empty when there is none any more. */
  Optional<Instant> next(Instant after);

  /** All fires strictly after an instant, in order; endless for most schedules. */
  default Stream<Instant> after(Instant from) {
    return Stream.iterate(next(from), Optional::isPresent, fire -> fire.flatMap(this::next))
        .flatMap(Optional::stream);
  }

  /** Whether it counts from a second, its creation's unless it has a start. */
  default boolean isRate() {
    return switch (this) {
      case Rate _ -> true;
      case Bounded bounded -> bounded.rule().isRate();
      case At _, Cron _ -> false;
    };
  }

  /** Within a schedule's StartDate and EndDate; a time that comes once has no use for them. */
  default Schedule within(Optional<Instant> start, Optional<Instant> end) {
    return this instanceof At || (start.isEmpty() && end.isEmpty())
        ? this
        : new Bounded(this, start, end);
  }

  /**
   * Reads {@code at(…)}, {@code rate(…)} or {@code cron(…)}.
   *
   * @param zone where the local times of {@code at} and {@code cron} are meant
   * @param start the first fire of a {@code rate}, which gives it its phase
   */
  static Checked<Schedule> parse(String expression, ZoneId zone, Instant start) {
    requireNonNull(zone);
    requireNonNull(start);
    String text = expression.strip();
    if (text.length() > 256) {
      return Checked.invalid(
          new Problem(
              "",
              "the expression has " + text.length() + " characters, and EventBridge takes 256",
              "Use ranges and steps, or several schedules"));
    }
    Matcher form = Pattern.compile("(at|rate|cron)\\(([^()]*)\\)").matcher(text);
    if (!form.matches()) {
      return Checked.invalid(withoutForm(text, zone));
    }
    String inside = form.group(2);
    return switch (form.group(1)) {
      case "at" -> At.parse(inside, zone);
      case "rate" -> Rate.parse(inside, start);
      default -> CronExpression.parse(inside, zone);
    };
  }

  private static List<Problem> withoutForm(String text, ZoneId zone) {
    if (text.startsWith("@")) {
      return List.of(ForeignCron.nickname(text));
    }
    String what = "'" + text + "' is not at(…), rate(…) or cron(…)";
    List<String> words = CronExpression.words(text);
    if (words.size() < 5 || words.size() > 7 || text.contains("(")) {
      return List.of(
          new Problem(
              "",
              what,
              "Write one of them in lower case with both brackets, such as cron(0 10 * * ? *),"
                  + " rate(5 minutes) or at(2030-01-31T10:00:00)"));
    }
    // A bare cron line: whatever else is wrong with it is said in the same breath.
    List<Problem> problems = new ArrayList<>();
    problems.add(new Problem("", what, "Put cron(…) around it"));
    if (CronExpression.parse(text, zone) instanceof Checked.Invalid<Schedule>(var inner)) {
      problems.addAll(inner);
    }
    return problems;
  }
}
