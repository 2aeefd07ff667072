package dev.ecsjobs.local.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.aws.SchedulerSchedules;
import dev.ecsjobs.engine.Schedules;
import dev.ecsjobs.engine.SchedulesContract;
import dev.ecsjobs.engine.StoredSchedule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;

/** The schedules that a function sees, through EventBridge Scheduler's API. */
class SchedulerSchedulesTest extends SchedulesContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private KeptSchedules kept;
  private Counting scheduler;
  private Schedules schedules;

  /** What is asked for, and what is gone the moment it was listed. */
  private static final class Counting implements SchedulerClient {
    private final SchedulerClient inner;
    private final List<String> asked = new ArrayList<>();
    private String goneMeanwhile = "";

    Counting(SchedulerClient inner) {
      this.inner = inner;
    }

    @Override
    public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
      return inner.listSchedules(request);
    }

    @Override
    public GetScheduleResponse getSchedule(GetScheduleRequest request) {
      asked.add(request.name());
      if (request.name().equals(goneMeanwhile)) {
        throw SchedulerErrors.noSchedule(goneMeanwhile);
      }
      return inner.getSchedule(request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    none();
  }

  @Override
  protected Schedules none() {
    if (schedules == null) {
      kept = new KeptSchedules(folder.resolve("schedules.json"));
      var home =
          new LocalScheduler.Home("arn:aws:scheduler:us-east-1:000000000000:", GROUP, Set.of());
      scheduler = new Counting(new LocalScheduler(kept, home, () -> NOON));
      schedules = new SchedulerSchedules(() -> scheduler, GROUP);
    }
    return schedules;
  }

  @Override
  protected void put(StoredSchedule schedule) {
    int window = (int) schedule.window().toMinutes();
    kept.put(
        GetScheduleResponse.builder()
            .name(schedule.name())
            .groupName(schedule.group())
            .scheduleExpression(schedule.expression())
            .scheduleExpressionTimezone(schedule.zone())
            .startDate(schedule.start().orElse(null))
            .endDate(schedule.end().orElse(null))
            .state(schedule.enabled() ? "ENABLED" : "DISABLED")
            .flexibleTimeWindow(
                w ->
                    w.mode(window == 0 ? "OFF" : "FLEXIBLE")
                        .maximumWindowInMinutes(window == 0 ? null : window))
            .target(
                t ->
                    t.arn(schedule.target())
                        .input(schedule.input().isEmpty() ? null : schedule.input()))
            .creationDate(schedule.created())
            .lastModificationDate(schedule.modified())
            .build(),
        true);
  }

  @Override
  protected void remove(String name) {
    kept.remove(new ScheduleKey(GROUP, name));
  }

  private void put(int count) {
    for (int number = 1000; number < 1000 + count; number++) {
      put(schedule("job-" + number, "rate(1 day)", NOON));
    }
  }

  @Test
  void asksForNoneTwiceThatIsUnchanged() {
    put(3);
    schedules.look();
    put(schedule("job-1001", "rate(2 days)", NOON.plusMillis(1)));
    scheduler.asked.clear();

    schedules.look();
    schedules.look();

    assertEquals(List.of("job-1001"), scheduler.asked);
  }

  @Test
  void asksForAHundredAtOnceAndGoesOnAtTheNext() {
    put(230);

    for (var expected : List.of(100, 200, 230, 230)) {
      var look = schedules.look();
      assertEquals(expected, look.known().size());
      assertEquals(expected, scheduler.asked.size());
      assertEquals(230 - expected, look.unknown());
    }
  }

  @Test
  void keepsNoneWaitingForThoseThatChangeAllTheTime() {
    put(100);
    schedules.look();
    for (int number = 1000; number < 1100; number++) {
      put(schedule("job-" + number, "rate(2 days)", NOON.plusSeconds(1)));
    }
    put(schedule("new", "rate(1 day)", NOON));

    assertEquals("new", schedules.look().known().getLast().name());
  }

  @Test
  void tellsNothingOfOneThatHasChangedAndWasNotAskedForYet() {
    put(101);
    schedules.look();
    schedules.look();
    for (int number = 1000; number < 1101; number++) {
      put(schedule("job-" + number, "rate(2 days)", NOON.plusSeconds(1)));
    }

    var look = schedules.look();

    assertEquals(1, look.unknown());
    assertEquals(
        List.of("rate(2 days)"),
        look.known().stream().map(StoredSchedule::expression).distinct().toList());
  }

  @Test
  void doesNotWaitForOneThatIsDeletedMeanwhile() {
    put(2);
    scheduler.goneMeanwhile = "job-1000";

    var look = schedules.look();

    assertEquals(List.of("job-1001"), look.known().stream().map(StoredSchedule::name).toList());
    assertEquals(0, look.unknown());
  }

  @Test
  void saysThatThereIsNoSuchGroup() {
    var elsewhere = new SchedulerSchedules(() -> scheduler, "elsewhere");

    var refused = assertThrows(ResourceNotFoundException.class, elsewhere::look);

    assertEquals(
        "Schedule group elsewhere does not exist.", refused.awsErrorDetails().errorMessage());
  }
}
