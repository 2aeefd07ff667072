package dev.ecsjobs.local.ecs;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A part of a list, and the token that asks for the part behind it.
 *
 * @param next null with the last
 */
public record Page<T>(List<T> items, String next) {
  private static final int LIMIT = 100;

  /** Asked before the work. */
  public static void check(Integer maxResults) {
    if (maxResults != null && (maxResults < 1 || maxResults > LIMIT)) {
      throw EcsErrors.invalidParameter("maxResults must be from 1 to " + LIMIT + ".");
    }
  }

  /**
   * The first of what is left.
   *
   * @param token names the last of a page: it outlives this process, and what comes and goes
   */
  public static <T> Page<T> of(List<T> left, Integer maxResults, Function<T, String> token) {
    check(maxResults);
    var items = left.stream().limit(Objects.requireNonNullElse(maxResults, LIMIT)).toList();
    return new Page<>(items, left.size() > items.size() ? token.apply(items.getLast()) : null);
  }
}
