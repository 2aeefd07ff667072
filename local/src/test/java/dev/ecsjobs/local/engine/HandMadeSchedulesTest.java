package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.scheduler.LocalScheduler;
import dev.ecsjobs.local.template.Function;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.Target;

/** Schedules that somebody made through the API fire as the template's do. */
class HandMadeSchedulesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
  private static final Target TARGET =
      Target.builder()
          .arn(ARN + ":live")
          .roleArn("arn:aws:iam::000000000000:role/r")
          .input("{\"time\": \"<aws.scheduler.scheduled-time>\"}")
          .build();

  @TempDir Path folder;
  private final ManualTimer timer = new ManualTimer(NOON);
  private final List<String> invoked = new ArrayList<>();
  private LocalScheduler scheduler;

  @BeforeEach
  void start() {
    scheduler =
        LocalScheduler.open(
            folder.resolve("schedules.json"),
            new LocalScheduler.Home(
                "arn:aws:scheduler:us-east-1:000000000000:", "jobs", Set.of(ARN)),
            List.of(),
            timer.clock());
    var functions =
        List.of(new Function("F", ARN, "demo.F", "handleRequest", Map.of(), Duration.ofSeconds(3)));
    var clockwork = new Clockwork(timer, timer.clock(), (_, _) -> {});
    new HandMadeSchedules(
            scheduler,
            clockwork,
            functions,
            (function, event) -> invoked.add(function + " " + Json.readObject(event).get("time")))
        .fire(timer.clock().instant());
  }

  @AfterEach
  void close() {
    timer.close();
  }

  private static CreateScheduleRequest.Builder request(String expression) {
    return CreateScheduleRequest.builder()
        .name("mine")
        .scheduleExpression(expression)
        .flexibleTimeWindow(w -> w.mode("OFF"))
        .target(TARGET);
  }

  @Test
  void aRateFiresAtOnceAndCountsFromThen() {
    timer.passTo("2026-03-01T12:00:07Z");
    scheduler.createSchedule(request("rate(1 minute)").build());
    timer.passTo("2026-03-01T12:01:30Z");

    assertEquals(List.of("F 2026-03-01T12:00:07Z", "F 2026-03-01T12:01:07Z"), invoked);
  }

  @Test
  void aChangedOneFiresAsItIsThen() {
    scheduler.createSchedule(request("cron(0/10 * * * ? *)").build());
    timer.passTo("2026-03-01T12:12:00Z");
    scheduler.updateSchedule(
        r ->
            r.name("mine")
                .scheduleExpression("cron(0/15 * * * ? *)")
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(TARGET));
    timer.passTo("2026-03-01T12:31:00Z");

    assertEquals(
        List.of("F 2026-03-01T12:10:00Z", "F 2026-03-01T12:15:00Z", "F 2026-03-01T12:30:00Z"),
        invoked);
  }

  @Test
  void aDeletedOneFiresNoMore() {
    scheduler.createSchedule(request("cron(0/10 * * * ? *)").build());
    timer.passTo("2026-03-01T12:12:00Z");
    scheduler.deleteSchedule(r -> r.name("mine"));
    timer.passTo("2026-03-01T13:00:00Z");

    assertEquals(List.of("F 2026-03-01T12:10:00Z"), invoked);
  }

  @Test
  void aDisabledOneFiresNot() {
    scheduler.createSchedule(request("rate(1 minute)").state("DISABLED").build());
    timer.passTo("2026-03-01T13:00:00Z");

    assertEquals(List.of(), invoked);
  }

  @Test
  void itEndsWithItsEndAndIsGoneIfThatIsAskedFor() {
    scheduler.createSchedule(
        request("cron(0/10 * * * ? *)")
            .endDate(NOON.plus(Duration.ofMinutes(20)))
            .actionAfterCompletion("DELETE")
            .build());
    timer.passTo("2026-03-01T13:00:00Z");

    assertEquals(List.of("F 2026-03-01T12:10:00Z", "F 2026-03-01T12:20:00Z"), invoked);
    assertEquals(List.of(), scheduler.listSchedules(r -> {}).schedules());
  }

  @Test
  void itFiresAfterARestart() {
    scheduler.createSchedule(request("cron(0/10 * * * ? *)").build());
    start(); // as if the first one had ended: its timer is the same, so each time comes twice
    timer.passTo("2026-03-01T12:10:00Z");

    assertEquals(Set.of("F 2026-03-01T12:10:00Z"), Set.copyOf(invoked));
    assertEquals(2, invoked.size());
  }
}
