package dev.ecsjobs.local.scheduler;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SchedulerSchedules;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

/** A schedule that somebody asks for: what it is then, if EventBridge Scheduler takes it. */
final class ScheduleChanges {
  private static final String NAME = "[0-9a-zA-Z-_.]{1,64}";

  private ScheduleChanges() {}

  static GetScheduleResponse created(CreateScheduleRequest asked, String arn, Instant now) {
    return checked(
        GetScheduleResponse.builder()
            .arn(arn)
            .name(asked.name())
            .groupName(Objects.requireNonNullElse(asked.groupName(), ScheduleKey.DEFAULT_GROUP))
            .description(asked.description())
            .scheduleExpression(asked.scheduleExpression())
            .scheduleExpressionTimezone(
                Objects.requireNonNullElse(asked.scheduleExpressionTimezone(), "UTC"))
            .startDate(asked.startDate())
            .endDate(asked.endDate())
            .flexibleTimeWindow(asked.flexibleTimeWindow())
            .state(Objects.requireNonNullElse(asked.state(), ScheduleState.ENABLED))
            .actionAfterCompletion(
                Objects.requireNonNullElse(
                    asked.actionAfterCompletion(), ActionAfterCompletion.NONE))
            .kmsKeyArn(asked.kmsKeyArn())
            .target(asked.target())
            .creationDate(now.truncatedTo(MILLIS))
            .lastModificationDate(now.truncatedTo(MILLIS))
            .build());
  }

  /** Nothing is left of what it was but its creation: what is not given has its default again. */
  static GetScheduleResponse updated(
      UpdateScheduleRequest asked, GetScheduleResponse before, Instant now) {
    var anew =
        CreateScheduleRequest.builder()
            .name(asked.name())
            .groupName(before.groupName())
            .description(asked.description())
            .scheduleExpression(asked.scheduleExpression())
            .scheduleExpressionTimezone(asked.scheduleExpressionTimezone())
            .startDate(asked.startDate())
            .endDate(asked.endDate())
            .flexibleTimeWindow(asked.flexibleTimeWindow())
            .state(asked.state())
            .actionAfterCompletion(asked.actionAfterCompletion())
            .kmsKeyArn(asked.kmsKeyArn())
            .target(asked.target())
            .build();
    var later = before.lastModificationDate().plusMillis(1); // two within a millisecond are two
    return created(anew, before.arn(), later.isAfter(now) ? later : now).toBuilder()
        .creationDate(before.creationDate())
        .build();
  }

  private static GetScheduleResponse checked(GetScheduleResponse schedule) {
    var missing =
        Stream.of(
                missing("name", schedule.name()),
                missing("scheduleExpression", schedule.scheduleExpression()),
                missing("flexibleTimeWindow", schedule.flexibleTimeWindow()),
                missing("target", schedule.target()),
                missing("target.arn", in(schedule.target(), Target::arn)),
                missing("target.roleArn", in(schedule.target(), Target::roleArn)),
                wrongName(schedule.name()),
                wrongWindow(schedule.flexibleTimeWindow()))
            .flatMap(Optional::stream)
            .toList();
    if (!missing.isEmpty()) {
      throw SchedulerErrors.validation(
          "%d validation error%s detected: %s"
              .formatted(
                  missing.size(), missing.size() == 1 ? "" : "s", String.join("; ", missing)));
    }
    if (SchedulerSchedules.stored(schedule).rule() instanceof Checked.Invalid<Schedule> invalid) {
      throw SchedulerErrors.validation(
          "Invalid Schedule Expression %s: %s"
              .formatted(
                  schedule.scheduleExpression(),
                  invalid.problems().stream()
                      .map(Problem::toString)
                      .collect(Collectors.joining(" "))));
    }
    checkInput(schedule.target().input());
    return schedule;
  }

  private static <T> Object in(T objectOrNull, Function<T, ?> field) {
    return objectOrNull == null ? "" : field.apply(objectOrNull); // of what is not there, once
  }

  private static Optional<String> missing(String name, Object valueOrNull) {
    return valueOrNull == null
        ? Optional.of(
            "Value null at '" + name + "' failed to satisfy constraint: Member must not be null")
        : Optional.empty();
  }

  private static Optional<String> wrongName(String nameOrNull) {
    return nameOrNull == null || nameOrNull.matches(NAME)
        ? Optional.empty()
        : Optional.of(
            "Value '"
                + nameOrNull
                + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression"
                + " pattern: "
                + NAME);
  }

  private static Optional<String> wrongWindow(FlexibleTimeWindow window) {
    return window != null
            && window.mode() == FlexibleTimeWindowMode.FLEXIBLE
            && window.maximumWindowInMinutes() == null
        ? missing("flexibleTimeWindow.maximumWindowInMinutes", null)
        : Optional.empty();
  }

  /** A function takes JSON, and nothing here is invoked but functions. */
  private static void checkInput(String inputOrNull) {
    try {
      var _ = inputOrNull == null ? null : Json.read(inputOrNull);
    } catch (Json.MalformedJson e) {
      throw SchedulerErrors.validation("Input must be valid JSON: " + e.getMessage());
    }
  }
}
