package dev.ecsjobs.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * When a job is to run.
 *
 * @param expression as written: {@code rate(5 minutes)}
 * @param zone as written: {@code Europe/Berlin}
 * @param enabled whether it fires at all
 * @param next its next fires, the first of them first; empty if there will be none
 */
public record Planned(String expression, String zone, boolean enabled, List<Instant> next) {
  /** As many as a list of what comes next has use for. */
  private static final int FIRES = 5;

  public Planned {
    next = List.copyOf(next);
  }

  /**
   * The plan after an instant.
   *
   * @param fire the next fire after an instant; none if it is disabled or over
   */
  public static Planned after(
      Instant after,
      String expression,
      String zone,
      boolean enabled,
      Function<Instant, Optional<Instant>> fire) {
    var next =
        Stream.iterate(fire.apply(after), Optional::isPresent, at -> at.flatMap(fire))
            .flatMap(Optional::stream)
            .limit(FIRES)
            .toList();
    return new Planned(expression, zone, enabled, next);
  }

  /** One job may have two schedules. */
  public Planned and(Planned other) {
    return new Planned(
        expression + ", " + other.expression,
        zone,
        enabled || other.enabled,
        Stream.concat(next.stream(), other.next.stream()).sorted().limit(FIRES).toList());
  }

  /** Its next fire. */
  public Optional<Instant> first() {
    return next.stream().findFirst();
  }

  /** The same later on, when what has passed is no longer to come. */
  public Planned from(Instant now) {
    return new Planned(expression, zone, enabled, next.stream().filter(now::isBefore).toList());
  }
}
