package dev.ecsjobs.local.deployed;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.paginators.ListSchedulesIterable;

/**
 * The jobs of a deployed stack, which are whatever the schedules in its group send to its launch
 * function: those of other stacks' templates included.
 */
public final class Schedules {
  private final SchedulerClient scheduler;
  private final DeployedStack stack;

  Schedules(SchedulerClient scheduler, DeployedStack stack) {
    this.scheduler = scheduler;
    this.stack = stack;
  }

  /** What there is under a job's name. */
  public sealed interface Found {
    /** The job's document, as the schedule sends it but for the scheduled time. */
    record Document(String job, String input) implements Found {}

    /** There is no such job, but these. */
    record Nothing(Set<String> jobs) implements Found {}
  }

  /**
   * A job's schedule.
   *
   * @param zone where its local times are meant
   */
  public record Scheduled(String job, String expression, String zone, boolean enabled) {
    /**
     * Its next fire. A rate has the phase of when it was made, which is not told: it counts from
     * the epoch here, and is late by less than its period.
     */
    public Optional<Instant> next(Instant after) {
      return enabled
              && Schedule.parse(expression, ZoneId.of(zone), Instant.EPOCH)
                  instanceof Checked.Valid<Schedule>(var schedule)
          ? schedule.next(after)
          : Optional.empty();
    }
  }

  /** All jobs' schedules; each is asked for by itself, since a list has no documents. */
  List<Scheduled> all(Consumer<String> progress) {
    var scheduled = new ArrayList<Scheduled>();
    for (var summary : all().schedules()) {
      if (stack.isLaunchFunction(summary.target().arn())) {
        progress.accept("  asking for schedule " + summary.name());
        var found = scheduler.getSchedule(r -> r.groupName(stack.group()).name(summary.name()));
        job(found.target().input())
            .ifPresent(
                job ->
                    scheduled.add(
                        new Scheduled(
                            job,
                            found.scheduleExpression(),
                            Objects.requireNonNullElse(found.scheduleExpressionTimezone(), "UTC"),
                            found.state() == ScheduleState.ENABLED)));
      }
    }
    return scheduled;
  }

  /** The document says which job it is; by custom its schedule has the same name. */
  Found find(String job) {
    var likely = input(job).filter(input -> job(input).equals(Optional.of(job)));
    return likely.isPresent() ? new Found.Document(job, likely.get()) : findAmongAll(job);
  }

  private Found findAmongAll(String job) {
    var jobs = new TreeSet<String>();
    for (var schedule : all().schedules()) {
      var input =
          stack.isLaunchFunction(schedule.target().arn())
              ? input(schedule.name())
              : Optional.<String>empty();
      var name = input.flatMap(Schedules::job);
      if (name.equals(Optional.of(job))) {
        return new Found.Document(job, input.orElseThrow());
      }
      name.ifPresent(jobs::add);
    }
    return new Found.Nothing(jobs);
  }

  private ListSchedulesIterable all() {
    return scheduler.listSchedulesPaginator(r -> r.groupName(stack.group()));
  }

  private Optional<String> input(String schedule) {
    try {
      var target = scheduler.getSchedule(r -> r.groupName(stack.group()).name(schedule)).target();
      return Optional.ofNullable(target.input());
    } catch (ResourceNotFoundException e) {
      return Optional.empty(); // no such name, or deleted since it was listed
    }
  }

  private static Optional<String> job(String input) {
    try {
      return Json.read(input) instanceof Map<?, ?> document
          ? Optional.ofNullable(document.get("job")).map(Object::toString)
          : Optional.empty();
    } catch (Json.MalformedJson e) {
      return Optional.empty(); // the launch function will have said so
    }
  }
}
