package dev.ecsjobs.local.engine;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.SchedulerSchedules;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.local.scheduler.LocalScheduler;
import dev.ecsjobs.local.template.Function;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/** Fires the schedules that are in no template but were made through the API. */
final class HandMadeSchedules {
  private final LocalScheduler scheduler;
  private final Clockwork clockwork;
  private final List<Function> functions;
  private final BiConsumer<String, String> invoke;

  /**
   * @param invoke takes a function's logical id and an event, and returns at once
   */
  HandMadeSchedules(
      LocalScheduler scheduler,
      Clockwork clockwork,
      List<Function> functions,
      BiConsumer<String, String> invoke) {
    this.scheduler = scheduler;
    this.clockwork = clockwork;
    this.functions = functions;
    this.invoke = invoke;
  }

  /** Those that there are from the given time on, those to come from when they are made. */
  void fire(Instant after) {
    scheduler.tell(schedule -> fire(schedule, after));
  }

  private void fire(GetScheduleResponse schedule, Instant after) {
    if (schedule.state() == ScheduleState.ENABLED
        && SchedulerSchedules.stored(schedule).rule()
            instanceof Checked.Valid<Schedule>(var rule)) {
      // A rate's first time is the moment it is made.
      var made = schedule.lastModificationDate().minusNanos(1);
      clockwork.fire(
          rule,
          time -> fire(schedule, rule, time),
          () -> scheduler.isCurrent(schedule),
          made.isAfter(after) ? made : after);
    }
  }

  private void fire(GetScheduleResponse schedule, Schedule rule, Instant time) {
    functions.stream()
        .filter(function -> isTarget(function, schedule.target().arn()))
        .forEach(function -> invoke.accept(function.logicalId(), event(schedule, time)));
    if (schedule.actionAfterCompletion() == ActionAfterCompletion.DELETE
        && rule.next(time).isEmpty()) {
      delete(schedule);
    }
  }

  private static boolean isTarget(Function function, String arn) {
    return arn.equals(function.arn()) || arn.startsWith(function.arn() + ":");
  }

  private void delete(GetScheduleResponse schedule) {
    try {
      scheduler.deleteSchedule(r -> r.groupName(schedule.groupName()).name(schedule.name()));
    } catch (ResourceNotFoundException e) {
      return; // somebody was quicker
    }
  }

  private static String event(GetScheduleResponse schedule, Instant time) {
    var input = schedule.target().input();
    return (input == null ? "{}" : input)
        .replace(JobDocument.SCHEDULED_TIME, time.truncatedTo(SECONDS).toString())
        .replace("<aws.scheduler.schedule-arn>", schedule.arn())
        .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
        .replace("<aws.scheduler.attempt-number>", "1");
  }
}
