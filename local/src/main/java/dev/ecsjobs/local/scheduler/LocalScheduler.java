package dev.ecsjobs.local.scheduler;

import dev.ecsjobs.local.template.ScheduledJob;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;

/**
 * EventBridge Scheduler for this machine's schedules. It knows them; whoever wants to fire those
 * that are made by hand is told of each.
 */
public final class LocalScheduler implements SchedulerClient {
  private final KeptSchedules schedules;
  private final ScheduleGroups groups;
  private final Home home;
  private final InstantSource clock;
  private volatile Consumer<GetScheduleResponse> firing = _ -> {};

  /**
   * Where they are at home.
   *
   * @param arnStart what all ARNs begin with, up to the account and a colon
   * @param group the template's own, which is there even without a schedule
   * @param functions the ARNs of those that can be invoked
   */
  public record Home(String arnStart, String group, Set<String> functions) {}

  LocalScheduler(KeptSchedules schedules, Home home, InstantSource clock) {
    this.schedules = schedules;
    this.groups = new ScheduleGroups(schedules, home);
    this.home = home;
    this.clock = clock;
  }

  /**
   * Opens it with the template's schedules and those that were made by hand before.
   *
   * @param file where they are kept with their dates
   */
  public static LocalScheduler open(
      Path file, Home home, List<ScheduledJob> ofTemplate, InstantSource clock) {
    var schedules = new KeptSchedules(file);
    TemplateSchedules.deploy(ofTemplate, home.arnStart(), schedules, clock.instant());
    return new LocalScheduler(schedules, home, clock);
  }

  /**
   * Tells of every schedule that was made by hand, now and whenever one is made or changed.
   *
   * @param taker is to fire it while {@link #isCurrent} says so
   */
  public void tell(Consumer<GetScheduleResponse> taker) {
    firing = taker;
    schedules.all().stream()
        .filter(KeptSchedules.Kept::byHand)
        .map(KeptSchedules.Kept::schedule)
        .forEach(taker);
  }

  /** Whether it is still there, as it is here. */
  public boolean isCurrent(GetScheduleResponse schedule) {
    return schedules
        .find(ScheduleKey.of(schedule))
        .map(KeptSchedules.Kept::schedule)
        .equals(Optional.of(schedule));
  }

  @Override
  public synchronized CreateScheduleResponse createSchedule(CreateScheduleRequest request) {
    groups.check(request.groupName());
    var key = ScheduleKey.of(request.groupName(), request.name());
    var created =
        ScheduleChanges.created(request, home.arnStart() + "schedule/" + key, clock.instant());
    checkTarget(created);
    if (schedules.find(key).isPresent()) {
      throw SchedulerErrors.exists(request.name());
    }
    put(created);
    return CreateScheduleResponse.builder().scheduleArn(created.arn()).build();
  }

  @Override
  public synchronized UpdateScheduleResponse updateSchedule(UpdateScheduleRequest request) {
    var before = byHand(request.groupName(), request.name());
    var updated = ScheduleChanges.updated(request, before, clock.instant());
    checkTarget(updated);
    put(updated);
    return UpdateScheduleResponse.builder().scheduleArn(updated.arn()).build();
  }

  @Override
  public synchronized DeleteScheduleResponse deleteSchedule(DeleteScheduleRequest request) {
    schedules.remove(ScheduleKey.of(byHand(request.groupName(), request.name())));
    return DeleteScheduleResponse.builder().build();
  }

  private void put(GetScheduleResponse schedule) {
    schedules.put(schedule, true);
    firing.accept(schedule);
  }

  /** The template's would be back with its next change. */
  private GetScheduleResponse byHand(String group, String name) {
    groups.check(group);
    var found =
        schedules
            .find(ScheduleKey.of(group, name))
            .orElseThrow(() -> SchedulerErrors.noSchedule(name));
    if (!found.byHand()) {
      throw SchedulerErrors.validation(
          "Schedule " + name + " is the template's: change it there, and save the file.");
    }
    return found.schedule();
  }

  private void checkTarget(GetScheduleResponse schedule) {
    var arn = schedule.target().arn();
    if (home.functions().stream().noneMatch(f -> arn.equals(f) || arn.startsWith(f + ":"))) {
      throw SchedulerErrors.validation(
          "%s cannot be invoked on this machine. These can: %s."
              .formatted(arn, String.join(", ", new TreeSet<>(home.functions()))));
    }
  }

  @Override
  public GetScheduleResponse getSchedule(GetScheduleRequest request) {
    groups.check(request.groupName());
    return schedules
        .find(ScheduleKey.of(request.groupName(), request.name()))
        .orElseThrow(() -> SchedulerErrors.noSchedule(request.name()))
        .schedule();
  }

  @Override
  public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
    groups.check(request.groupName());
    var wanted =
        schedules.all().stream()
            .map(KeptSchedules.Kept::schedule)
            .filter(s -> request.groupName() == null || s.groupName().equals(request.groupName()))
            .filter(s -> s.name().startsWith(Objects.requireNonNullElse(request.namePrefix(), "")))
            .filter(s -> request.state() == null || s.state() == request.state())
            .toList();
    var page =
        ScheduleList.page(
            wanted,
            request.nextToken(),
            request.maxResults(),
            schedule -> ScheduleKey.of(schedule).toString());
    return ListSchedulesResponse.builder()
        .schedules(page.items().stream().map(LocalScheduler::summary).toList())
        .nextToken(page.next())
        .build();
  }

  private static ScheduleSummary summary(GetScheduleResponse schedule) {
    return ScheduleSummary.builder()
        .arn(schedule.arn())
        .groupName(schedule.groupName())
        .name(schedule.name())
        .state(schedule.state())
        .creationDate(schedule.creationDate())
        .lastModificationDate(schedule.lastModificationDate())
        .target(t -> t.arn(schedule.target().arn()))
        .build();
  }

  @Override
  public GetScheduleGroupResponse getScheduleGroup(GetScheduleGroupRequest request) {
    return groups.get(request);
  }

  @Override
  public ListScheduleGroupsResponse listScheduleGroups(ListScheduleGroupsRequest request) {
    return groups.list(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
