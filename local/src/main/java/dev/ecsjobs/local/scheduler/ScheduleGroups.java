package dev.ecsjobs.local.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;

/** The groups there are: the template's own, the default one, and whatever has a schedule. */
record ScheduleGroups(KeptSchedules schedules, LocalScheduler.Home home) {

  /** Nothing is asked of no group. */
  void check(String nameOrNull) {
    if (nameOrNull != null && !names().contains(nameOrNull)) {
      throw SchedulerErrors.noGroup(nameOrNull);
    }
  }

  private Set<String> names() {
    var names = schedules.groups();
    names.addAll(List.of(ScheduleKey.DEFAULT_GROUP, home.group()));
    return names;
  }

  GetScheduleGroupResponse get(GetScheduleGroupRequest request) {
    check(request.name());
    var group = group(request.name());
    return GetScheduleGroupResponse.builder()
        .arn(group.arn())
        .name(group.name())
        .state(group.state())
        .creationDate(group.creationDate())
        .lastModificationDate(group.lastModificationDate())
        .build();
  }

  ListScheduleGroupsResponse list(ListScheduleGroupsRequest request) {
    var prefix = Objects.requireNonNullElse(request.namePrefix(), "");
    var wanted = names().stream().filter(name -> name.startsWith(prefix)).toList();
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
}
