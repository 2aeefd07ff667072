package dev.ecsjobs.schedule;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the crons of unix and Quartz would be in EventBridge. */
public final class ForeignCron {
  private static final int UNIX_FIELDS = 5;
  private static final List<String> UNIX_WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  private ForeignCron() {}

  /** Five fields: EventBridge's without the year, or else unix's. */
  static List<String> withYear(List<String> words) {
    List<String> meant = new ArrayList<>(words);
    meant.add("*");
    if (words.get(2).contains("?") || words.get(4).contains("?")) {
      return meant;
    }
    meant.set(4, weekdays(words.get(4)));
    if (words.get(4).equals("*")) {
      meant.set(4, "?");
    } else if (words.get(2).equals("*")) {
      meant.set(2, "?");
    }
    return meant;
  }

  /** Six fields as Quartz has them: seconds first, no year. */
  static List<String> withoutSeconds(List<String> words) {
    List<String> meant = new ArrayList<>(words.subList(1, words.size()));
    meant.add("*");
    return meant;
  }

  /** The expression for a cron line of unix: five fields, or {@code @daily} and its like. */
  public static Checked<String> ofUnix(String line) {
    String text = line.strip();
    if (text.startsWith("@")) {
      return nicknamed(text).map(Checked::valid).orElseGet(() -> Checked.invalid(nickname(text)));
    }
    List<String> words = CronExpression.words(text);
    if (words.size() != UNIX_FIELDS) {
      return Checked.invalid(
          new Problem(
              "",
              "'" + text + "' is no cron line of unix, which has five fields",
              "Write minute hour day-of-month month day-of-week, such as 0 10 * * 1-5"));
    }
    String meant = String.join(" ", withYear(words));
    return switch (CronExpression.parse(meant, ZoneOffset.UTC)) {
      case Checked.Valid<Schedule> _ -> Checked.valid("cron(" + meant + ")");
      case Checked.Invalid<Schedule>(var problems) -> Checked.invalid(problems);
    };
  }

  /** {@code @daily} and its like, where a schedule is expected. */
  static Problem nickname(String name) {
    String fix =
        nicknamed(name)
            .map(expression -> "Write " + expression)
            .orElse("Write cron(…), rate(…) or at(…), such as cron(0 10 * * ? *)");
    return new Problem("", "EventBridge does not know '" + name + "'", fix);
  }

  private static Optional<String> nicknamed(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "@hourly" -> Optional.of("cron(0 * * * ? *)");
      case "@daily", "@midnight" -> Optional.of("cron(0 0 * * ? *)");
      case "@weekly" -> Optional.of("cron(0 0 ? * SUN *)");
      case "@monthly" -> Optional.of("cron(0 0 1 * ? *)");
      case "@yearly", "@annually" -> Optional.of("cron(0 0 1 1 ? *)");
      default -> Optional.empty();
    };
  }

  /** Unix counts from 0, Sunday, and has 7 for it as well; a number after a slash is a step. */
  static String weekdays(String text) {
    return Pattern.compile("(?<![/#\\d])[0-7](?!\\d)")
        .matcher(text)
        .replaceAll(day -> UNIX_WEEKDAYS.get(Integer.parseInt(day.group())));
  }
}
