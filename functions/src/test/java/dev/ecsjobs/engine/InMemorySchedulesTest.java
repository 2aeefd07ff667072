package dev.ecsjobs.engine;

class InMemorySchedulesTest extends SchedulesContract {
  private final InMemorySchedules schedules = new InMemorySchedules();

  @Override
  protected Schedules none() {
    return schedules;
  }

  @Override
  protected void put(StoredSchedule schedule) {
    schedules.put(schedule);
  }

  @Override
  protected void remove(String name) {
    schedules.remove(name);
  }
}
