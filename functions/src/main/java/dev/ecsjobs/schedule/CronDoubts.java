package dev.ecsjobs.schedule;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What EventBridge takes, and its author may have meant otherwise. */
public final class CronDoubts {
  private static final Pattern CRON = Pattern.compile("cron\\(([^()]*)\\)");
  private static final Pattern STEP = Pattern.compile("(?<from>\\*|\\d+)/(?<step>\\d+)");

  /** A number on its own: not a step, not {@code 3#2}, not {@code 6L}. */
  private static final Pattern WEEKDAY_NUMBER = Pattern.compile("(?<![/#\\w])[1-7](?![\\d#L])");

  /** Monday to Friday, and the weekend, for those who count from Sunday, 1. */
  private static final List<String> RIGHT_IN_ALL_LIKELIHOOD = List.of("2-6", "1,7", "7,1");

  private final Map<CronField, String> words = new EnumMap<>(CronField.class);
  private final List<Doubt> doubts = new ArrayList<>();

  /**
   * One of them.
   *
   * @param likely whether it is a mistake more often than not
   */
  public record Doubt(Problem problem, boolean likely) {}

  private CronDoubts(List<String> words) {
    for (CronField field : CronField.values()) { // in their order
      this.words.put(field, words.get(this.words.size()));
    }
  }

  /** None of an expression that is wrong, or no cron. */
  public static List<Doubt> of(String expression) {
    Matcher cron = CRON.matcher(expression.strip());
    if (!cron.matches()) {
      return List.of();
    }
    List<String> words = CronExpression.words(cron.group(1));
    if (words.size() != CronField.values().length) {
      return List.of();
    }
    CronDoubts doubting = new CronDoubts(words);
    doubting.everyMinuteOfOneHour();
    doubting.step(CronField.MINUTES, "minutes");
    doubting.step(CronField.HOURS, "hours");
    doubting.step(CronField.DAY_OF_MONTH, "days");
    doubting.dayThatSomeMonthsLack();
    doubting.weekdayNumbers();
    return List.copyOf(doubting.doubts);
  }

  private void everyMinuteOfOneHour() {
    String hour = word(CronField.HOURS);
    if (word(CronField.MINUTES).matches("(\\*|0)(/1)?|0-59")
        && !word(CronField.MINUTES).equals("0")
        && hour.matches("\\d+")) {
      doubt(
          CronField.MINUTES,
          "'%s' with the one hour %s fires 60 times, in every minute of it"
              .formatted(word(CronField.MINUTES), hour),
          "Write 0 to fire once: " + with(CronField.MINUTES, "0"),
          true);
    }
  }

  /** A step starts anew with its field, so that only some give equal distances. */
  private void step(CronField field, String unit) {
    Matcher step = STEP.matcher(word(field));
    if (!step.matches()) {
      return;
    }
    int from = step.group("from").equals("*") ? field.first : Integer.parseInt(step.group("from"));
    int distance = Integer.parseInt(step.group("step"));
    int last = from + (field.last - from) / Math.max(1, distance) * distance;
    int rest = field.last + 1 - last + (from - field.first);
    if (distance < 2 || last == from || rest == distance) {
      return;
    }
    boolean ofMonth = field == CronField.DAY_OF_MONTH;
    doubt(
        field,
        ofMonth
            ? "'%s' starts anew with each month, so that not all distances are %d days"
                .formatted(word(field), distance)
            : "'%s' starts anew each time: after %d come %d %s until %d, not %d"
                .formatted(word(field), last, rest, unit, from, distance),
        (ofMonth ? "" : "Write a step that divides " + field.size() + ", or ")
            + (ofMonth ? "Write " : "")
            + "rate(%d %s) for equal distances".formatted(distance, unit),
        !ofMonth);
  }

  private void dayThatSomeMonthsLack() {
    String day = word(CronField.DAY_OF_MONTH);
    if (day.matches("29|30|31") && word(CronField.MONTH).matches("\\*|1-12|JAN-DEC")) {
      doubt(
          CronField.DAY_OF_MONTH,
          "months without a day " + day + " are left out",
          "Write L for the last day of every month: " + with(CronField.DAY_OF_MONTH, "L"),
          true);
    }
  }

  private void weekdayNumbers() {
    String days = word(CronField.DAY_OF_WEEK);
    Matcher number = WEEKDAY_NUMBER.matcher(days);
    if (!number.find() || RIGHT_IN_ALL_LIKELIHOOD.contains(days)) {
      return;
    }
    String here =
        number.replaceAll(day -> CronField.DAY_OF_WEEK.word(Integer.parseInt(day.group())));
    String unix = ForeignCron.weekdays(days);
    doubt(
        CronField.DAY_OF_WEEK,
        "'%s' is %s: EventBridge counts from 1, Sunday, while in unix it is %s"
            .formatted(days, here, unix),
        "Write what you mean by name: %s or %s".formatted(here, unix),
        days.equals("1-5"));
  }

  private String word(CronField field) {
    return words.get(field);
  }

  private String with(CronField field, String word) {
    Map<CronField, String> changed = new EnumMap<>(words);
    changed.put(field, word);
    return CronExpression.text(List.copyOf(changed.values()));
  }

  private void doubt(CronField field, String what, String fix, boolean likely) {
    doubts.add(new Doubt(new Problem(field.label, what, fix), likely));
  }
}
