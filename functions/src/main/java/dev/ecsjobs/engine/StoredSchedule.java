package dev.ecsjobs.engine;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule as EventBridge Scheduler keeps it.
 *
 * @param zone as it is written, UTC if it is not
 * @param start no fire comes before it, and a rate counts from it
 * @param end no fire comes after it
 * @param window how long after its time a fire may come; zero for most
 * @param target the ARN of what it invokes
 * @param input what it sends, with the placeholders that a fire fills in; empty for its own event
 * @param created without a start a rate counts from it
 * @param modified before it the schedule may have been another one
 */
public record StoredSchedule(
    String name,
    String group,
    String expression,
    String zone,
    Optional<Instant> start,
    Optional<Instant> end,
    boolean enabled,
    Duration window,
    String target,
    String input,
    Instant created,
    Instant modified) {

  /**
   * When it fires while it is enabled; a problem if EventBridge Scheduler takes what we do not
   * know.
   */
  public Checked<Schedule> rule() {
    return switch (zoneId()) {
      case Checked.Invalid<ZoneId> invalid -> Checked.invalid(invalid.problems());
      case Checked.Valid<ZoneId> known ->
          switch (Schedule.parse(expression, known.value(), start.orElse(created))) {
            case Checked.Valid<Schedule> valid -> Checked.valid(valid.value().within(start, end));
            case Checked.Invalid<Schedule> invalid -> invalid;
          };
    };
  }

  private Checked<ZoneId> zoneId() {
    try {
      return Checked.valid(ZoneId.of(zone));
    } catch (DateTimeException e) {
      return Checked.invalid(
          new Problem("", "the time zone '" + zone + "' is not known here", "Use another name"));
    }
  }
}
