package dev.ecsjobs.local.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.engine.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;

/** Schedules made by hand, and a disk that takes nothing for a while. */
class KeptSchedulesTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:launch";

  @TempDir Path folder;
  private LocalScheduler scheduler;

  @BeforeEach
  void opens() {
    scheduler = opened();
  }

  private LocalScheduler opened() {
    return LocalScheduler.open(
        folder.resolve("schedules.json"),
        new LocalScheduler.Home(
            "arn:aws:scheduler:us-east-1:000000000000:", "jobs", Set.of(FUNCTION)),
        List.of(),
        new SettableClock(Instant.parse("2026-03-01T12:00:00Z")));
  }

  private static CreateScheduleRequest nightly() {
    return CreateScheduleRequest.builder()
        .name("nightly")
        .groupName("jobs")
        .scheduleExpression("cron(0 2 * * ? *)")
        .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
        .target(t -> t.arn(FUNCTION).roleArn("arn:aws:iam::000000000000:role/scheduler"))
        .build();
  }

  /** What is half written is a folder, which is as good as a full disk. */
  private void whileTheDiskIsFull(Runnable act) throws IOException {
    var full = Files.createDirectory(folder.resolve("schedules.json.part"));
    assertThrows(UncheckedIOException.class, act::run);
    Files.delete(full);
  }

  @Test
  void whatCouldNotBeKeptIsNotThereAndMayBeAskedForAgain() throws IOException {
    whileTheDiskIsFull(() -> scheduler.createSchedule(nightly()));
    assertThrows(
        ResourceNotFoundException.class,
        () -> scheduler.getSchedule(r -> r.groupName("jobs").name("nightly")));

    scheduler.createSchedule(nightly());
    assertEquals("nightly", opened().getSchedule(r -> r.groupName("jobs").name("nightly")).name());
  }

  @Test
  void whatCouldNotBeDeletedIsStillThere() throws IOException {
    scheduler.createSchedule(nightly());
    whileTheDiskIsFull(() -> scheduler.deleteSchedule(r -> r.groupName("jobs").name("nightly")));
    scheduler.deleteSchedule(r -> r.groupName("jobs").name("nightly"));
    assertThrows(
        ResourceNotFoundException.class,
        () -> opened().getSchedule(r -> r.groupName("jobs").name("nightly")));
  }
}
