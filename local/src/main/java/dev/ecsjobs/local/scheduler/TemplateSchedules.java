package dev.ecsjobs.local.scheduler;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/** The template's schedules, as EventBridge Scheduler would have them after a deployment. */
public final class TemplateSchedules {
  /**
   * What a rate of the template counts from, where it says nothing: every 5 minutes means :00, :05,
   * …, and not some second of when it was first seen.
   */
  public static final Instant PHASE = Instant.EPOCH;

  private TemplateSchedules() {}

  /** As a deployment does: what is unchanged keeps its dates. */
  static void deploy(
      List<ScheduledJob> schedules, String arnStart, KeptSchedules kept, Instant now) {
    kept.replaceTemplates(
        schedules.stream()
            .map(source -> deployed(of(source, arnStart), kept, now.truncatedTo(ChronoUnit.MILLIS)))
            .toList());
  }

  private static GetScheduleResponse deployed(
      GetScheduleResponse schedule, KeptSchedules kept, Instant now) {
    var before =
        kept.find(ScheduleKey.of(schedule))
            .filter(found -> !found.byHand())
            .map(KeptSchedules.Kept::schedule);
    var created = before.map(GetScheduleResponse::creationDate).orElse(now);
    var dated =
        schedule.toBuilder()
            .creationDate(created)
            .startDate(start(schedule, created).orElse(null))
            .lastModificationDate(before.map(GetScheduleResponse::lastModificationDate).orElse(now))
            .build();
    return before.equals(Optional.of(dated))
        ? dated
        : dated.toBuilder().lastModificationDate(now).build();
  }

  /** A rate's phase is the time it starts at: so everybody finds the times that are fired. */
  private static Optional<Instant> start(GetScheduleResponse schedule, Instant created) {
    return schedule.startDate() == null && schedule.scheduleExpression().startsWith("rate(")
        ? switch (Schedule.parse(schedule.scheduleExpression(), ZoneOffset.UTC, PHASE)) {
          case Checked.Valid<Schedule> rate -> rate.value().next(created.minusNanos(1));
          case Checked.Invalid<Schedule> _ -> Optional.empty();
        }
        : Optional.ofNullable(schedule.startDate());
  }

  private static GetScheduleResponse of(ScheduledJob source, String arnStart) {
    return GetScheduleResponse.builder()
        .arn(arnStart + "schedule/" + source.group() + "/" + source.name())
        .groupName(source.group())
        .name(source.name())
        .scheduleExpression(source.expression())
        .scheduleExpressionTimezone(source.zone().getId())
        .startDate(source.span().start().orElse(null))
        .endDate(source.span().end().orElse(null))
        .flexibleTimeWindow(window(source))
        .state(source.enabled() ? ScheduleState.ENABLED : ScheduleState.DISABLED)
        .actionAfterCompletion(ActionAfterCompletion.NONE)
        .target(t -> t.arn(source.target()).input(source.input()))
        .build();
  }

  private static FlexibleTimeWindow window(ScheduledJob source) {
    int minutes = (int) source.span().window().toMinutes();
    return minutes == 0
        ? FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build()
        : FlexibleTimeWindow.builder()
            .mode(FlexibleTimeWindowMode.FLEXIBLE)
            .maximumWindowInMinutes(minutes)
            .build();
  }
}
