package dev.ecsjobs.schedule;

import dev.ecsjobs.Problem;
import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one field of a cron, in upper case, and adds every problem it meets to a list. */
record FieldReader(CronField field, List<Problem> problems) {

  NavigableSet<Integer> numbers(String text) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String word : text.split(",", -1)) {
      numbers.addAll(range(word));
    }
    return numbers;
  }

  /** {@code ?} gives none: the other day field has the say. */
  Set<Day> days(String text) {
    if (text.equals("?")) {
      return Set.of();
    }
    Set<Day> days = new HashSet<>();
    String[] words = text.split(",", -1);
    for (String word : words) {
      if (!special(word)) {
        range(word).forEach(number -> days.add(day(number)));
      } else if (words.length > 1) {
        // EventBridge documents one # only, and nothing on lists with the others.
        wrong("'" + word + "' cannot stand in a list", "Write a schedule of its own for it");
      } else {
        specialDay(word).ifPresent(days::add);
      }
    }
    return days;
  }

  private Day day(int number) {
    return field == CronField.DAY_OF_MONTH
        ? new Day.OfMonth(number)
        : new Day.OfWeek(weekday(number));
  }

  /** EventBridge counts from 1, Sunday. */
  private static DayOfWeek weekday(int number) {
    return DayOfWeek.SUNDAY.plus(number - 1L);
  }

  private boolean special(String word) {
    return field == CronField.DAY_OF_MONTH
        ? word.matches("L|LW|WL|L-.*|\\d*W|\\?")
        : word.matches(".*L|.*#.*|\\?");
  }

  private Optional<Day> specialDay(String word) {
    return field == CronField.DAY_OF_MONTH ? specialDayOfMonth(word) : specialDayOfWeek(word);
  }

  private Optional<Day> specialDayOfMonth(String word) {
    if (word.equals("L")) {
      return Optional.of(new Day.LastOfMonth());
    }
    if (word.contains("L")) {
      wrong(
          "EventBridge does not document '" + word + "'",
          "Write L for the last day, 25W for the weekday nearest the 25th,"
              + " or ? here and 6L in day-of-week for the last Friday");
      return Optional.empty();
    }
    if (word.equals("W")) {
      wrong("'W' needs a day", "Write 15W for the weekday nearest the 15th");
      return Optional.empty();
    }
    return value(word.substring(0, word.length() - 1), word).map(Day.NearestWeekday::new);
  }

  private Optional<Day> specialDayOfWeek(String word) {
    if (word.equals("L")) {
      return Optional.of(new Day.OfWeek(DayOfWeek.SATURDAY));
    }
    if (word.endsWith("L")) {
      return value(word.substring(0, word.length() - 1), word)
          .map(number -> new Day.LastOfWeekday(weekday(number)));
    }
    String[] parts = word.split("#", -1);
    Optional<Integer> number = value(parts[0], word);
    if (parts.length != 2 || !parts[1].matches("[1-5]")) {
      wrong(
          "'" + word + "' does not say which of the month's",
          "Write a day, # and 1 to 5, such as 3#2 for the second Tuesday");
      return Optional.empty();
    }
    int nth = Integer.parseInt(parts[1]);
    return number.map(weekday -> new Day.NthOfWeekday(weekday(weekday), nth));
  }

  /** {@code 5}, {@code 1-5}, {@code *}, {@code 0/15}, {@code 8-17/2}; nothing if it is wrong. */
  private NavigableSet<Integer> range(String word) {
    String[] parts = word.split("/", -1);
    String[] ends = parts[0].split("-", -1);
    if (!readable(word, parts, ends)) {
      return new TreeSet<>();
    }
    boolean stepped = parts.length == 2;
    boolean all = parts[0].equals("*");
    Optional<Integer> from = all ? Optional.of(field.first) : value(ends[0], word);
    Optional<Integer> to = from;
    if (ends.length == 2) {
      to = value(ends[1], word);
    } else if (all || stepped) {
      to = Optional.of(field.last);
    }
    Optional<Integer> step = stepped ? step(parts[1], word) : Optional.of(1);
    if (from.isEmpty() || to.isEmpty() || step.isEmpty() || reversed(from.get(), to.get(), word)) {
      return new TreeSet<>();
    }
    NavigableSet<Integer> numbers = steps(from.get(), to.get(), step.get());
    if (stepped && field == CronField.DAY_OF_WEEK) {
      wrong(
          "EventBridge does not document steps of weekdays such as '" + word + "'",
          "Write " + numbers.stream().map(field::word).collect(Collectors.joining(",")));
    }
    return numbers;
  }

  private boolean readable(String word, String[] parts, String[] ends) {
    if (parts.length == 2 && parts[0].isEmpty()) {
      wrong("'" + word + "' does not say where its steps begin", "Write " + field.first + word);
      return false;
    }
    if (parts.length <= 2 && ends.length <= 2 && Stream.of(ends).noneMatch(String::isEmpty)) {
      return true;
    }
    wrong(
        word.isEmpty() ? "there is nothing beside a comma" : "'" + word + "' cannot be read",
        "Write a value, a range such as %s, or * for all"
            .formatted(field.range(field.first, field.first + 1)));
    return false;
  }

  private NavigableSet<Integer> steps(int from, int to, int step) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    int end = to < from ? to + field.size() : to;
    for (int number = from; number <= end; number += step) {
      numbers.add(number > field.last ? number - field.size() : number);
    }
    return numbers;
  }

  private boolean reversed(int from, int to, String word) {
    if (from <= to || field.wraps()) {
      return false;
    }
    wrong(
        "'" + word + "' runs backwards",
        field == CronField.YEAR
            ? "Write " + field.range(to, from)
            : "Write " + field.range(from, field.last) + "," + field.range(field.first, to));
    return true;
  }

  private Optional<Integer> step(String text, String word) {
    int step = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (step == 0) {
      wrong("the step in '" + word + "' is no number above 0", "Write a step of 1 or more");
      return Optional.empty();
    }
    if (step >= field.size()) {
      wrong(
          "the step in '" + word + "' is longer than the field, which starts anew each time",
          "Write a step below " + field.size() + longer(step));
      return Optional.empty();
    }
    return Optional.of(step);
  }

  private String longer(int step) {
    return switch (field) {
      case MINUTES -> ", or a rate, such as rate(" + step + " minutes)";
      case HOURS -> ", or a rate, such as rate(" + step + " hours)";
      case DAY_OF_MONTH -> ", or a rate, such as rate(" + step + " days)";
      case MONTH, DAY_OF_WEEK, YEAR -> "";
    };
  }

  /** One value, found within a longer word. */
  private Optional<Integer> value(String text, String word) {
    OptionalInt number = field.number(text);
    if (number.isPresent() && field.holds(number.getAsInt())) {
      return Optional.of(number.getAsInt());
    }
    String what = "'" + text + "'" + (text.equals(word) ? "" : " in '" + word + "'");
    if (number.isPresent()) {
      wrong(what + " is out of range", field.fix(number.getAsInt()));
    } else {
      wrong(what + " is not a value of " + field.label, field.fix(text));
    }
    return Optional.empty();
  }

  private void wrong(String what, String fix) {
    problems.add(new Problem(field.label, what, fix));
  }
}
