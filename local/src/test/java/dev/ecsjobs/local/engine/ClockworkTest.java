package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockworkTest {
  private static final Instant SOME_TIME_IN_A_MINUTE = Instant.parse("2026-03-01T12:30:20.5Z");

  @TempDir Path folder;
  private final ManualTimer timer = new ManualTimer(SOME_TIME_IN_A_MINUTE);
  private final List<String> invoked = new ArrayList<>();
  private final Clockwork clockwork =
      new Clockwork(
          timer, timer.clock(), (function, event) -> invoked.add(function + " " + time(event)));

  @AfterEach
  void close() {
    timer.close();
  }

  @Test
  void firesARateOfAMinuteOncePerScheduledTime() {
    fire(hello("rate(1 minute)"));
    timer.passTo("2026-03-01T12:34:00Z");
    assertEquals(
        List.of(
            "LaunchFunction 2026-03-01T12:31:00Z",
            "LaunchFunction 2026-03-01T12:32:00Z",
            "LaunchFunction 2026-03-01T12:33:00Z",
            "LaunchFunction 2026-03-01T12:34:00Z"),
        invoked);
  }

  @Test
  void firesEveryTimeThatTheMachineSleptThroughOnce() {
    fire(hello("rate(1 minute)"));
    timer.sleepTo("2026-03-01T12:33:30Z");
    timer.passTo("2026-03-01T12:34:30Z");
    assertEquals(
        List.of(
            "LaunchFunction 2026-03-01T12:31:00Z",
            "LaunchFunction 2026-03-01T12:32:00Z",
            "LaunchFunction 2026-03-01T12:33:00Z",
            "LaunchFunction 2026-03-01T12:34:00Z"),
        invoked);
  }

  @Test
  void firesNothingTwiceWhenTheTimerRingsEarly() {
    fire(hello("rate(1 minute)"));
    timer.ringEarly(Duration.ofMillis(30));
    timer.passTo("2026-03-01T12:32:30Z");
    assertEquals(
        List.of("LaunchFunction 2026-03-01T12:31:00Z", "LaunchFunction 2026-03-01T12:32:00Z"),
        invoked);
  }

  @Test
  void firesATimeThatIsOnceOnce() {
    fire(hello("at(2026-03-01T12:31:30)"));
    timer.passTo("2026-03-02T12:00:00Z");
    assertEquals(List.of("LaunchFunction 2026-03-01T12:31:30Z"), invoked);
  }

  @Test
  void leavesADisabledScheduleAlone() {
    fire(TestTemplate.quiet().catalog(folder).job("hello").orElseThrow());
    timer.passTo("2026-03-02T12:00:00Z");
    assertEquals(List.of(), invoked);
  }

  @Test
  void firesTheSweepByItsOwnSchedule() {
    var sweep = TestTemplate.real().catalog(folder).others().getFirst();
    clockwork.fire(sweep.schedule(), sweep.source(), timer.clock().instant());
    timer.passTo("2026-03-01T12:32:00Z");
    assertEquals(
        List.of("SweepFunction 2026-03-01T12:31:00Z", "SweepFunction 2026-03-01T12:32:00Z"),
        invoked);
  }

  @Test
  void sweepsOnceARunIsDueAndNotBefore() {
    var run =
        EngineFixtures.launching(
            EngineFixtures.job(EngineFixtures.REPORT, Concurrency.ALLOW), timer.clock().instant());
    var due = run.dueAt().orElseThrow();
    clockwork.sweepWhenDue(decided(run), "SweepFunction");
    timer.ringEarly(Duration.ofMillis(30));
    timer.passTo(due.toString());
    assertEquals(List.of(), invoked);
    timer.passTo(due.plusMillis(1).toString());
    assertEquals(List.of("SweepFunction " + due), invoked);
  }

  @Test
  void goesOnAfterTheGivenTimeWhichWasFiredAlready() {
    var job = hello("rate(1 minute)");
    clockwork.fire(job.schedule(), job.source(), Instant.parse("2026-03-01T12:28:00Z"));
    timer.passTo("2026-03-01T12:31:00Z");
    assertEquals(
        List.of(
            "LaunchFunction 2026-03-01T12:29:00Z",
            "LaunchFunction 2026-03-01T12:30:00Z",
            "LaunchFunction 2026-03-01T12:31:00Z"),
        invoked);
  }

  private void fire(LocalJob job) {
    clockwork.fire(job.schedule(), job.source(), timer.clock().instant());
  }

  private static Decided decided(Run run) {
    var signal = new Signal.LaunchRequested(run.requestedAt());
    return new Decided(run, signal, run.decide(signal));
  }

  private LocalJob hello(String expression) {
    return TestTemplate.real()
        .replacing("rate(5 minutes)", expression)
        .catalog(folder)
        .job("hello")
        .orElseThrow();
  }

  private static String time(String event) {
    var document = Document.reading(Json.readObject(event));
    return document.optionalText("scheduledTime").or(() -> document.optionalText("sweep")).get();
  }
}
