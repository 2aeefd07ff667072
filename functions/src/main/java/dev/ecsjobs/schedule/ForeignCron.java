package dev.ecsjobs.schedule;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the crons of unix and Quartz would be in EventBridge: for the fix of a problem only. */
final class ForeignCron {
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

  /** {@code @daily} and its like. */
  static Problem nickname(String name) {
    String fix =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "@hourly" -> "Write cron(0 * * * ? *)";
          case "@daily", "@midnight" -> "Write cron(0 0 * * ? *)";
          case "@weekly" -> "Write cron(0 0 ? * SUN *)";
          case "@monthly" -> "Write cron(0 0 1 * ? *)";
          case "@yearly", "@annually" -> "Write cron(0 0 1 1 ? *)";
          default -> "Write cron(…), rate(…) or at(…), such as cron(0 10 * * ? *)";
        };
    return new Problem("", "EventBridge does not know '" + name + "'", fix);
  }

  /** Unix counts from 0, Sunday, and has 7 for it as well; a number after a slash is a step. */
  private static String weekdays(String text) {
    return Pattern.compile("(?<![/#\\d])[0-7](?!\\d)")
        .matcher(text)
        .replaceAll(day -> UNIX_WEEKDAYS.get(Integer.parseInt(day.group())));
  }
}
