package dev.ecsjobs.local.scheduler;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A page of a list, which is ordered by its items' keys.
 *
 * @param next asks for the page behind it; null with the last
 */
record ScheduleList<T>(List<T> items, String next) {
  private static final int LIMIT = 100;

  /**
   * The page behind a token, which is the key of the last item before it: so it outlives this
   * process, and what comes and goes.
   */
  static <T> ScheduleList<T> page(
      List<T> all, String token, Integer maxResults, Function<T, String> key) {
    int most = Objects.requireNonNullElse(maxResults, LIMIT);
    if (most < 1 || most > LIMIT) {
      throw SchedulerErrors.validation("MaxResults must be from 1 to " + LIMIT + ".");
    }
    var after = Objects.requireNonNullElse(token, "");
    var left =
        all.stream()
            .filter(item -> key.apply(item).compareTo(after) > 0)
            .sorted(comparing(key))
            .toList();
    var items = left.stream().limit(most).toList();
    return new ScheduleList<>(
        items, left.size() > items.size() ? key.apply(items.getLast()) : null);
  }
}
