package dev.ecsjobs.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Schedules in memory, all of which are always known. */
public final class InMemorySchedules implements Schedules {
  private final Map<String, StoredSchedule> schedules = new TreeMap<>();

  /** Adds it, or replaces the one of that name. */
  public synchronized void put(StoredSchedule schedule) {
    schedules.put(schedule.name(), schedule);
  }

  public synchronized void remove(String name) {
    schedules.remove(name);
  }

  @Override
  public synchronized Look look() {
    return new Look(List.copyOf(schedules.values()), 0);
  }

  @Override
  public synchronized Optional<StoredSchedule> named(String name) {
    return Optional.ofNullable(schedules.get(name));
  }
}
