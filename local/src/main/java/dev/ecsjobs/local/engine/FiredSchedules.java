package dev.ecsjobs.local.engine;

import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;

/**
 * The schedules as the sweep sees them: none while nobody fires them, as during {@code ecsjobs
 * run}, or it would take each for missed.
 */
final class FiredSchedules implements SchedulerClient {
  private final SchedulerClient scheduler;
  private volatile boolean fired;

  FiredSchedules(SchedulerClient scheduler) {
    this.scheduler = scheduler;
  }

  void areFired() {
    fired = true;
  }

  @Override
  public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
    return fired ? scheduler.listSchedules(request) : ListSchedulesResponse.builder().build();
  }

  @Override
  public GetScheduleResponse getSchedule(GetScheduleRequest request) {
    return scheduler.getSchedule(request);
  }

  @Override
  public String serviceName() {
    return scheduler.serviceName();
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
