package dev.ecsjobs.local.scheduler;

import java.util.Comparator;
import java.util.Objects;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** A schedule's name, which is unique in its group only. */
record ScheduleKey(String group, String name) implements Comparable<ScheduleKey> {
  static final String DEFAULT_GROUP = "default";

  private static final Comparator<ScheduleKey> ORDER =
      Comparator.comparing(ScheduleKey::group).thenComparing(ScheduleKey::name);

  /** Whoever names no group means the one that every account has. */
  static ScheduleKey of(String groupOrNull, String name) {
    return new ScheduleKey(Objects.requireNonNullElse(groupOrNull, DEFAULT_GROUP), name);
  }

  static ScheduleKey of(GetScheduleResponse schedule) {
    return of(schedule.groupName(), schedule.name());
  }

  @Override
  public int compareTo(ScheduleKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return group + "/" + name;
  }
}
