package dev.ecsjobs.schedule;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/** Reads what stands in the brackets of {@code cron(…)}. */
final class CronExpression {
  // Where the two day fields stand among the words.
  private static final int OF_MONTH = 2;
  private static final int OF_WEEK = 4;

  private CronExpression() {}

  static Checked<Schedule> parse(String inside, ZoneId zone) {
    List<String> words = words(inside);
    if (words.size() != CronField.values().length) {
      return Checked.invalid(wrongCount(words, zone));
    }
    Checked<Schedule> read = read(words, zone);
    if (read instanceof Checked.Invalid<Schedule>) {
      List<String> withoutSeconds = ForeignCron.withoutSeconds(words);
      if (read(withoutSeconds, zone) instanceof Checked.Valid<Schedule>) {
        return Checked.invalid(
            new Problem(
                "",
                "the six fields seem to begin with seconds and to lack the year",
                "Write " + text(withoutSeconds)));
      }
    }
    return read;
  }

  static List<String> words(String text) {
    return List.of(text.strip().toUpperCase(Locale.ROOT).split("\\s+", -1));
  }

  static String text(List<String> words) {
    return "cron(" + String.join(" ", words) + ")";
  }

  private static Checked<Schedule> read(List<String> words, ZoneId zone) {
    List<Problem> problems = new ArrayList<>();
    NavigableSet<Integer> minutes = field(CronField.MINUTES, problems).numbers(words.get(0));
    NavigableSet<Integer> hours = field(CronField.HOURS, problems).numbers(words.get(1));
    Set<Day> days =
        new HashSet<>(field(CronField.DAY_OF_MONTH, problems).days(words.get(OF_MONTH)));
    NavigableSet<Integer> months = field(CronField.MONTH, problems).numbers(words.get(3));
    days.addAll(field(CronField.DAY_OF_WEEK, problems).days(words.get(OF_WEEK)));
    NavigableSet<Integer> years = field(CronField.YEAR, problems).numbers(words.get(5));
    oneQuestionMark(words).ifPresent(problems::add);
    return problems.isEmpty()
        ? Checked.valid(new Cron(minutes, hours, days, months, years, zone))
        : Checked.invalid(problems);
  }

  private static FieldReader field(CronField field, List<Problem> problems) {
    return new FieldReader(field, problems);
  }

  /** EventBridge wants ? in exactly one of the two day fields. */
  private static Optional<Problem> oneQuestionMark(List<String> words) {
    String ofMonth = words.get(OF_MONTH);
    String ofWeek = words.get(OF_WEEK);
    if (ofMonth.equals("?") != ofWeek.equals("?")) {
      return Optional.empty();
    }
    if (ofMonth.equals("?")) {
      return problem(
          CronField.DAY_OF_MONTH,
          "day-of-month and day-of-week are both ?",
          "Write * in one of them: " + with(words, OF_MONTH, "*"));
    }
    if (ofWeek.equals("*")) {
      return problem(
          CronField.DAY_OF_WEEK,
          ofMonth.equals("*")
              ? "day-of-month and day-of-week are both *"
              : "day-of-month is given, so day-of-week cannot be *",
          "Write ? here: " + with(words, OF_WEEK, "?"));
    }
    if (ofMonth.equals("*")) {
      return problem(
          CronField.DAY_OF_MONTH,
          "day-of-week is given, so day-of-month cannot be *",
          "Write ? here: " + with(words, OF_MONTH, "?"));
    }
    return problem(
        CronField.DAY_OF_WEEK,
        "a schedule goes by day-of-month or by day-of-week, not by both",
        twoSchedules(words));
  }

  private static List<Problem> wrongCount(List<String> words, ZoneId zone) {
    String what =
        "a cron has six fields (minutes hours day-of-month month day-of-week year), not "
            + (words.getFirst().isEmpty() ? 0 : words.size());
    return switch (words.size()) {
      case 5 -> translated(what, "Add a year and ?", ForeignCron.withYear(words), zone);
      case 7 -> translated(what, "Leave out the seconds", words.subList(1, 7), zone);
      default -> List.of(new Problem("", what, "Write it like cron(0 10 * * ? *)"));
    };
  }

  private static List<Problem> translated(
      String what, String how, List<String> meant, ZoneId zone) {
    return switch (read(meant, zone)) {
      case Checked.Valid<Schedule> _ -> List.of(new Problem("", what, how + ": " + text(meant)));
      case Checked.Invalid<Schedule>(var others) -> {
        List<Problem> problems = new ArrayList<>();
        problems.add(new Problem("", what, how));
        problems.addAll(others);
        yield problems;
      }
    };
  }

  private static String twoSchedules(List<String> words) {
    return "Write two schedules: "
        + with(words, OF_WEEK, "?")
        + " and "
        + with(words, OF_MONTH, "?");
  }

  private static String with(List<String> words, int index, String word) {
    List<String> changed = new ArrayList<>(words);
    changed.set(index, word);
    return text(changed);
  }

  private static Optional<Problem> problem(CronField field, String what, String fix) {
    return Optional.of(new Problem(field.label, what, fix));
  }
}
