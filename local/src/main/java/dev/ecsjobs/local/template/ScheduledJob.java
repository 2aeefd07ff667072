package dev.ecsjobs.local.template;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule that invokes one of the functions.
 *
 * @param function its logical id, or a stand-in for another stack's
 * @param group names are unique in it
 * @param expression as written: what it means is not checked here
 * @param target the function's ARN, with the alias if that is what is invoked
 * @param input JSON text; {@code <aws.scheduler.…>} in it is still to be replaced; empty if broken
 * @param place where the expression stands
 * @param inputPlace where the input stands, or the schedule where it has none
 */
public record ScheduledJob(
    String function,
    String group,
    String name,
    String expression,
    ZoneId zone,
    Span span,
    boolean enabled,
    String target,
    String input,
    Place place,
    Place inputPlace) {

  /**
   * When a schedule's times count.
   *
   * @param start none before it
   * @param end none after it
   * @param window how long after its time a fire may come
   */
  public record Span(Optional<Instant> start, Optional<Instant> end, Duration window) {
    /** Always, and on time. */
    public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty(), Duration.ZERO);
  }
}
