package dev.ecsjobs.local.scheduler;

import dev.ecsjobs.local.template.ScheduledJob;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** EventBridge Scheduler for this machine's schedules; it knows them, others fire them. */
public final class LocalScheduler implements SchedulerClient {
  private final KeptSchedules schedules;
  private final Home home;

  /**
   * Where they are at home.
   *
   * @param arnStart what all ARNs begin with, up to the account and a colon
   * @param group the template's own, which is there even without a schedule
   */
  public record Home(String arnStart, String group) {}

  LocalScheduler(KeptSchedules schedules, Home home) {
    this.schedules = schedules;
    this.home = home;
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
    return new LocalScheduler(schedules, home);
  }

  @Override
  public GetScheduleResponse getSchedule(GetScheduleRequest request) {
    checkGroup(request.groupName());
    return schedules
        .find(ScheduleKey.of(request.groupName(), request.name()))
        .orElseThrow(() -> SchedulerErrors.noSchedule(request.name()))
        .schedule();
  }

  @Override
  public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
    checkGroup(request.groupName());
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
    checkGroup(request.name());
    var group = group(request.name());
    return GetScheduleGroupResponse.builder()
        .arn(group.arn())
        .name(group.name())
        .state(group.state())
        .creationDate(group.creationDate())
        .lastModificationDate(group.lastModificationDate())
        .build();
  }

  @Override
  public ListScheduleGroupsResponse listScheduleGroups(ListScheduleGroupsRequest request) {
    var wanted =
        groups().stream()
            .filter(name -> name.startsWith(Objects.requireNonNullElse(request.namePrefix(), "")))
            .toList();
    var page = ScheduleList.page(wanted, request.nextToken(), request.maxResults(), name -> name);
    return ListScheduleGroupsResponse.builder()
        .scheduleGroups(page.items().stream().map(this::group).toList())
        .nextToken(page.next())
        .build();
  }

  /** Here a group is as old as the first schedule in it. */
  private ScheduleGroupSummary group(String name) {
    var created =
        schedules.all().stream()
            .map(KeptSchedules.Kept::schedule)
            .filter(schedule -> schedule.groupName().equals(name))
            .map(GetScheduleResponse::creationDate)
            .min(Instant::compareTo)
            .orElse(Instant.EPOCH);
    return ScheduleGroupSummary.builder()
        .arn(home.arnStart() + "schedule-group/" + name)
        .name(name)
        .state(ScheduleGroupState.ACTIVE)
        .creationDate(created)
        .lastModificationDate(created)
        .build();
  }

  private Set<String> groups() {
    var groups = schedules.groups();
    groups.add(ScheduleKey.DEFAULT_GROUP);
    groups.add(home.group());
    return groups;
  }

  private void checkGroup(String nameOrNull) {
    if (nameOrNull != null && !groups().contains(nameOrNull)) {
      throw SchedulerErrors.noGroup(nameOrNull);
    }
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
