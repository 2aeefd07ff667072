package dev.ecsjobs.local.times;

import dev.ecsjobs.engine.StoredSchedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as sentences tell them: on the clocks of a schedule's zone. */
public record Told(ZoneId zone) {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** On the clocks that a schedule goes by. */
  public static Told of(StoredSchedule schedule) {
    // A zone that is not known here makes the schedule one that is not understood either.
    return new Told(
        ZoneId.getAvailableZoneIds().contains(schedule.zone())
            ? ZoneId.of(schedule.zone())
            : ZoneOffset.UTC);
  }

  /** Such as {@code 2026-03-01 02:00 Europe/Berlin}, which {@link TimeText} reads back. */
  public String at(Instant time) {
    var local = LocalDateTime.ofInstant(time, zone);
    // Twice a year the clocks show an hour twice; then only the offset tells which is meant.
    boolean twice = zone.getRules().getValidOffsets(local).size() > 1;
    return at(local) + " " + (twice ? zone.getRules().getOffset(time) : zone);
  }

  /** As the clocks show it. */
  public static String at(LocalDateTime local) {
    return (local.getSecond() == 0 ? MINUTES : SECONDS).format(local);
  }
}
