package dev.ecsjobs.aws;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toSet;

import dev.ecsjobs.engine.Schedules;
import dev.ecsjobs.engine.StoredSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * Schedules of a group of EventBridge Scheduler. A list of them tells neither expressions nor
 * inputs: each is asked for once, and again when it was modified.
 */
public final class SchedulerSchedules implements Schedules {
  /** About two seconds' worth: a function has other things to do, too. */
  private static final int MOST_ASKED_FOR = 100;

  private final Supplier<SchedulerClient> supplier;
  private final String group;
  private final Map<String, Asked> asked = new HashMap<>();
  private SchedulerClient client;
  private long looks;

  /**
   * What was answered.
   *
   * @param listed when the list said that it was modified
   * @param look the look at which it was asked for
   */
  private record Asked(StoredSchedule schedule, Instant listed, long look) {}

  /**
   * @param scheduler is called once, and not before there is something to ask
   */
  public SchedulerSchedules(Supplier<SchedulerClient> scheduler, String group) {
    this.supplier = scheduler;
    this.group = group;
  }

  @Override
  public synchronized Look look() {
    looks++;
    var listed = list();
    asked.keySet().retainAll(listed.stream().map(ScheduleSummary::name).collect(toSet()));
    var unknown =
        listed.stream()
            .filter(schedule -> !isKnown(schedule))
            .sorted(comparingLong(this::lastAsked)) // those that change often come last
            .toList();
    unknown.stream().limit(MOST_ASKED_FOR).forEach(this::ask);
    return new Look(
        listed.stream()
            .filter(this::isKnown)
            .map(schedule -> asked.get(schedule.name()).schedule())
            .sorted(comparing(StoredSchedule::name))
            .toList(),
        Math.max(0, unknown.size() - MOST_ASKED_FOR));
  }

  @Override
  public synchronized Optional<StoredSchedule> named(String name) {
    try {
      return Optional.of(stored(client().getSchedule(r -> r.groupName(group).name(name))));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private List<ScheduleSummary> list() {
    return client().listSchedulesPaginator(r -> r.groupName(group)).schedules().stream().toList();
  }

  private SchedulerClient client() {
    if (client == null) {
      client = supplier.get();
    }
    return client;
  }

  private boolean isKnown(ScheduleSummary schedule) {
    var known = asked.get(schedule.name());
    return known != null && Objects.equals(known.listed(), schedule.lastModificationDate());
  }

  private long lastAsked(ScheduleSummary schedule) {
    var known = asked.get(schedule.name());
    return known == null ? 0 : known.look();
  }

  /** One that is gone since it was listed will not be listed the next time. */
  private void ask(ScheduleSummary schedule) {
    named(schedule.name())
        .ifPresent(
            answer ->
                asked.put(
                    schedule.name(), new Asked(answer, schedule.lastModificationDate(), looks)));
  }

  /** The schedule that an answer tells; AWS tells all of it, an emulator not always. */
  public static StoredSchedule stored(GetScheduleResponse answer) {
    var window =
        Optional.ofNullable(answer.flexibleTimeWindow())
            .map(FlexibleTimeWindow::maximumWindowInMinutes);
    return new StoredSchedule(
        answer.name(),
        answer.groupName(),
        answer.scheduleExpression(),
        Objects.requireNonNullElse(answer.scheduleExpressionTimezone(), "UTC"),
        Optional.ofNullable(answer.startDate()),
        Optional.ofNullable(answer.endDate()),
        answer.state() != ScheduleState.DISABLED,
        Duration.ofMinutes(window.orElse(0)),
        answer.target().arn(),
        Objects.requireNonNullElse(answer.target().input(), ""),
        Objects.requireNonNullElse(answer.creationDate(), Instant.EPOCH),
        Objects.requireNonNullElse(answer.lastModificationDate(), Instant.EPOCH));
  }
}
