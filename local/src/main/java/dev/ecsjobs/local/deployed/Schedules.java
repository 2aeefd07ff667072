package dev.ecsjobs.local.deployed;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SchedulerSchedules;
import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * The jobs of a deployed stack, which are whatever the schedules in its group send to its launch
 * function: those of other stacks' templates included.
 */
public final class Schedules {
  private final SchedulerSchedules schedules;
  private final DeployedStack stack;

  Schedules(SchedulerClient scheduler, DeployedStack stack) {
    this.schedules = new SchedulerSchedules(() -> scheduler, stack.group());
    this.stack = stack;
  }

  /** A job and what fires it. */
  public record Scheduled(String job, StoredSchedule schedule) {
    /** Its next fire; empty if it is disabled, over, or written as we do not know. */
    public Optional<Instant> next(Instant after) {
      return schedule.enabled() && schedule.rule() instanceof Checked.Valid<Schedule>(var rule)
          ? rule.next(after)
          : Optional.empty();
    }
  }

  /** All jobs' schedules. */
  List<Scheduled> jobs() {
    return all().stream()
        .filter(schedule -> stack.isLaunchFunction(schedule.target()))
        .flatMap(schedule -> job(schedule).map(job -> new Scheduled(job, schedule)).stream())
        .toList();
  }

  /** The document says which job it is; by custom its schedule has the same name. */
  Found find(String job) {
    var likely = schedules.named(job).filter(schedule -> isFor(job, schedule));
    return likely.isPresent() ? document(job, likely.get()) : findAmongAll(job);
  }

  private Found findAmongAll(String job) {
    var launching =
        all().stream().filter(schedule -> stack.isLaunchFunction(schedule.target())).toList();
    var found = launching.stream().filter(schedule -> isFor(job, schedule)).findFirst();
    if (found.isPresent()) {
      return document(job, found.get());
    }
    var jobs = new TreeSet<String>();
    launching.forEach(schedule -> job(schedule).ifPresent(jobs::add));
    return new Found.Nothing(List.copyOf(jobs));
  }

  private List<StoredSchedule> all() {
    var look = schedules.look();
    while (look.unknown() > 0) {
      look = schedules.look();
    }
    return look.known();
  }

  private static Found document(String job, StoredSchedule schedule) {
    return new Found.Scheduled(new JobName(job), schedule);
  }

  private static boolean isFor(String job, StoredSchedule schedule) {
    return job(schedule).equals(Optional.of(job));
  }

  private static Optional<String> job(StoredSchedule schedule) {
    try {
      return Json.read(schedule.input()) instanceof Map<?, ?> document
          ? Optional.ofNullable(document.get("job"))
              .map(Object::toString)
              .filter(name -> JobName.parse(name).isPresent())
          : Optional.empty();
    } catch (Json.MalformedJson e) {
      return Optional.empty(); // the launch function will have said so
    }
  }
}
