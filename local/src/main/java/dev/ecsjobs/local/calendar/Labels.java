package dev.ecsjobs.local.calendar;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands above the columns: days and hours, or months and days. */
final class Labels {
  private static final DateTimeFormatter DAY = formatter("EEE d MMM");
  private static final DateTimeFormatter MONTH = formatter("MMM uuuu");
  private static final DateTimeFormatter HOUR = formatter("HH");
  private static final DateTimeFormatter DAY_OF_MONTH = formatter("d");

  private final Calendar calendar;

  /** A text above the column it begins at. */
  record Label(int column, String text) {}

  Labels(Calendar calendar) {
    this.calendar = calendar;
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** The line above: where a day begins, or a month. */
  List<Label> upper(int room) {
    var within = calendar.step().isWithinADay();
    return labels(within ? DAY : MONTH, room, at -> within ? isMidnight(at) : isFirst(at));
  }

  /** The line below: hours, or days of the month. */
  List<Label> lower(int room) {
    var within = calendar.step().isWithinADay();
    return labels(within ? HOUR : DAY_OF_MONTH, room, at -> !within || at.getMinute() == 0);
  }

  private interface Choice {
    boolean begins(ZonedDateTime at);
  }

  /**
   * As many as do not touch each other.
   *
   * @param room how many columns a character needs, in hundredths
   */
  private List<Label> labels(DateTimeFormatter format, int room, Choice choice) {
    var labels = new ArrayList<Label>();
    int free = 0;
    for (int column = 0; column < calendar.columns(); column++) {
      var at = calendar.bounds().get(column).atZone(calendar.zone());
      if (column * 100 >= free && (column == 0 || choice.begins(at))) {
        var text = format.format(at);
        labels.add(new Label(column, text));
        free = column * 100 + (text.length() + 1) * room;
      }
    }
    return labels;
  }

  private static boolean isMidnight(ZonedDateTime at) {
    return at.equals(at.toLocalDate().atStartOfDay(at.getZone()));
  }

  private boolean isFirst(ZonedDateTime at) {
    return at.getDayOfMonth() <= (calendar.step() == Step.WEEK ? 7 : 1);
  }
}
