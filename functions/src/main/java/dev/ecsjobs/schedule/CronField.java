package dev.ecsjobs.schedule;

import java.util.List;
import java.util.OptionalInt;

/** The six fields of a cron, in their order, with the values EventBridge takes in each. */
enum CronField {
  MINUTES("minutes", 0, 59),
  HOURS("hours", 0, 23),
  DAY_OF_MONTH("day-of-month", 1, 31),
  MONTH("month", 1, 12),
  DAY_OF_WEEK("day-of-week", 1, 7),
  YEAR("year", 1970, 2199);

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  final String label;
  final int first;
  final int last;

  CronField(String label, int first, int last) {
    this.label = label;
    this.first = first;
    this.last = last;
  }

  private List<String> names() {
    return switch (this) {
      case MONTH -> MONTHS;
      case DAY_OF_WEEK -> WEEKDAYS;
      case MINUTES, HOURS, DAY_OF_MONTH, YEAR -> List.of();
    };
  }

  /** The number a word stands for, in range or not; empty when it is neither number nor name. */
  OptionalInt number(String word) {
    int name = names().indexOf(word);
    if (name >= 0) {
      return OptionalInt.of(first + name);
    }
    return word.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
  }

  boolean holds(int number) {
    return first <= number && number <= last;
  }

  int size() {
    return last - first + 1;
  }

  /** Whether a range may run over the end and go on at the beginning: {@code 20-2}. */
  boolean wraps() {
    return this == MINUTES || this == HOURS || this == DAY_OF_WEEK;
  }

  /** How to write a value: its name if it has one. */
  String word(int number) {
    return names().isEmpty() ? String.valueOf(number) : names().get(number - first);
  }

  String range(int from, int to) {
    return from == to ? word(from) : word(from) + "-" + word(to);
  }

  /** What to do about a number out of range. */
  String fix(int number) {
    if (this == DAY_OF_WEEK && number == 0) {
      return "Write SUN: EventBridge counts the days of the week from 1, Sunday, where unix has 0";
    }
    if (this == HOURS && number == 24) {
      return "Write 0 for midnight";
    }
    return "Use " + allowed();
  }

  /** What to do about a word that is neither a number nor a name: what it probably meant. */
  String fix(String text) {
    int name = text.length() > 3 ? names().indexOf(text.substring(0, 3)) : -1;
    if (name >= 0) {
      return "Write " + names().get(name);
    }
    if (text.equals("?")) {
      return "Write * for all: only day-of-month and day-of-week have ?";
    }
    if (this == DAY_OF_WEEK && text.matches("\\d+W")) {
      return "Write ? here and " + text + " in day-of-month";
    }
    if (this == DAY_OF_MONTH && text.matches("\\w+(#\\w+|L)")) {
      return "Write ? here and " + text + " in day-of-week";
    }
    return "Use " + allowed();
  }

  private String allowed() {
    String numbers = first + "-" + last;
    return names().isEmpty() ? numbers : numbers + " or " + range(first, last);
  }
}
