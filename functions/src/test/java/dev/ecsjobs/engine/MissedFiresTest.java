package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules that were due, and from which nobody heard. */
class MissedFiresTest {
  private static final JobName JOB = new JobName("import");

  private final InMemoryRunStore store = new InMemoryRunStore();
  private final InMemorySchedules schedules = new InMemorySchedules();
  private final InMemoryWatermark watermark = new InMemoryWatermark();
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final Engine engine = new Engine(store, ecs, clock, _ -> {});
  private final MissedFires missed =
      new MissedFires(
          schedules, watermark, store, engine, input -> LaunchInput.readJob(input, "{}"), clock);

  @BeforeEach
  void looksAMinuteAgo() {
    watermark.advance(ONE_O_CLOCK);
  }

  private static String input(String... more) {
    return "{\"job\": \"import\", \"scheduledTime\": \"%s\", \"task\": {\"definition\": \"d\"}%s}"
        .formatted(JobDocument.SCHEDULED_TIME, String.join("", more));
  }

  private void schedule(String expression, String input) {
    schedule(expression, input, Instant.EPOCH, Duration.ZERO, true);
  }

  private void schedule(
      String expression, String input, Instant modified, Duration window, boolean enabled) {
    schedules.put(
        new StoredSchedule(
            "import",
            "jobs",
            expression,
            "UTC",
            Optional.empty(),
            Optional.empty(),
            enabled,
            window,
            "arn:aws:lambda:us-east-1:111122223333:function:launch:live",
            input,
            Instant.EPOCH,
            modified));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-" + time + ":00Z");
  }

  private List<String> lookAt(String time) {
    clock.set(at(time));
    return missed.makeUp(clock.instant().plusSeconds(60)).stream()
        .map(Engine.Handled::reason)
        .toList();
  }

  private Optional<RunState> run(String time) {
    return store.load(RunId.scheduled(JOB, at(time))).map(Run::state);
  }

  private Optional<RunResult> result(String time) {
    return run(time)
        .map(state -> state instanceof RunState.Finished end ? end.result() : RunResult.SUCCEEDED);
  }

  @Test
  void aFireThatBecameARunIsNotMissed() {
    schedule("cron(0 * * * ? *)", input());
    clock.set(at("01T02:00"));
    var document = LaunchInput.readJob(input(), "{}").orElseThrow();
    engine.launch(
        RunId.scheduled(JOB, at("01T02:00")), document.job(), Optional.of(at("01T02:00")));
    assertEquals(List.of(), lookAt("01T02:30"));
    assertEquals(1, ecs.launches().size());
  }

  @Test
  void aFireIsGivenFiveMinutesToArrive() {
    schedule("cron(0 * * * ? *)", input());
    assertEquals(List.of(), lookAt("01T02:04"));
    assertEquals(
        List.of(
            "Schedule import was due at 2026-03-01T02:00:00Z and nothing came of it. Attempt 1: ECS"
                + " accepted task import-20260301T020000Z-1."),
        lookAt("01T02:05"));
  }

  @Test
  void aFlexibleWindowIsWaitedForToo() {
    schedule("cron(0 2 * * ? *)", input(), Instant.EPOCH, Duration.ofMinutes(15), true);
    assertEquals(List.of(), lookAt("01T02:19"));
    assertEquals(1, lookAt("01T02:20").size());
  }

  @Test
  void ofSeveralTheLastIsRunAndTheOthersAreMissedWithTheReason() {
    schedule("cron(0 * * * ? *)", input());
    lookAt("01T04:10");
    assertEquals(Optional.of(RunResult.MISSED), result("01T02:00"));
    assertEquals(
        "Schedule import was due at 2026-03-01T03:00:00Z and nothing came of it; it is not made up"
            + " for: catchUp is LAST, and it was due again at 2026-03-01T04:00:00Z.",
        store
            .load(RunId.scheduled(JOB, at("01T03:00")))
            .orElseThrow()
            .finished()
            .orElseThrow()
            .reason());
    assertEquals(List.of("import/20260301T040000Z/1"), ecs.launches());
  }

  @Test
  void withAllEachIsRun() {
    schedule("cron(0 * * * ? *)", input(", \"catchUp\": \"ALL\", \"concurrency\": \"ALLOW\""));
    lookAt("01T04:10");
    assertEquals(3, ecs.launches().size());
  }

  @Test
  void withNoneEachIsRecordedAsMissed() {
    schedule("cron(0 * * * ? *)", input(", \"catchUp\": \"NONE\""));
    lookAt("01T03:10");
    assertEquals(Optional.of(RunResult.MISSED), result("01T02:00"));
    assertEquals(Optional.of(RunResult.MISSED), result("01T03:00"));
    assertEquals(List.of(), ecs.launches());
  }

  @Test
  void whatIsOlderThanTheWindowIsMissed() {
    schedule("cron(0 2 * * ? *)", input(", \"catchUp\": \"ALL\", \"catchUpWindow\": \"PT12H\""));
    lookAt("02T10:00");
    assertEquals(Optional.of(RunResult.MISSED), result("01T02:00"));
    assertEquals(List.of("import/20260302T020000Z/1"), ecs.launches());
  }

  @Test
  void aStartingDeadlineIsKept() {
    schedule("cron(0 2 * * ? *)", input(", \"startingDeadline\": \"PT10M\""));
    lookAt("01T02:30");
    assertEquals(Optional.of(RunResult.MISSED), result("01T02:00"));
  }

  @Test
  void nothingIsMissedOfADisabledScheduleNorOfOneThatWasChangedSince() {
    schedule("cron(0 * * * ? *)", input(), Instant.EPOCH, Duration.ZERO, false);
    assertEquals(List.of(), lookAt("01T02:30"));
    schedule("cron(0 * * * ? *)", input(), at("01T03:30"), Duration.ZERO, true);
    assertEquals(List.of(), lookAt("01T03:50"));
    assertEquals(1, lookAt("01T04:10").size());
  }

  @Test
  void aRateAndAnInputWithoutTimeAreNobodysToJudge() {
    schedule("rate(1 minute)", input());
    assertEquals(List.of(), lookAt("01T02:30"));
    schedule("cron(0 * * * ? *)", "{\"job\": \"import\", \"task\": {\"definition\": \"d\"}}");
    assertEquals(List.of(), lookAt("01T03:30"));
    schedule("cron(0 * * * ? *)", "{\"jib\": 1}");
    assertEquals(List.of(), lookAt("01T04:30"));
  }

  @Test
  void aNewStackHasMissedNothing() {
    var fresh = new InMemoryWatermark();
    schedule("cron(0 * * * ? *)", input());
    clock.set(at("01T09:30"));
    new MissedFires(
            schedules, fresh, store, engine, input -> LaunchInput.readJob(input, "{}"), clock)
        .makeUp(clock.instant().plusSeconds(60));
    assertEquals(Optional.of(at("01T09:25")), fresh.read());
    assertEquals(List.of(), ecs.launches());
  }

  @Test
  void aLookThatIsRepeatedFindsTheSameRuns() {
    schedule("cron(0 * * * ? *)", input());
    lookAt("01T04:10");
    var again =
        new MissedFires(
            schedules,
            new InMemoryWatermark(),
            store,
            engine,
            input -> LaunchInput.readJob(input, "{}"),
            clock);
    again.makeUp(clock.instant().plusSeconds(60));
    assertEquals(1, ecs.launches().size());
  }

  @Test
  void whoArrivesLateAfterAllIsTheSameRun() {
    schedule("cron(0 * * * ? *)", input());
    lookAt("01T02:10");
    var document = LaunchInput.readJob(input(), "{}").orElseThrow();
    var late =
        engine.launch(
            RunId.scheduled(JOB, at("01T02:00")), document.job(), Optional.of(at("01T02:00")));
    assertEquals("Attempt 1 is under way already; nothing to do.", late.reason());
  }

  @Test
  void aDayBehindIsCaughtUpWithInSlicesWhileThereIsTime() {
    schedule("cron(0 * * * ? *)", input(", \"catchUp\": \"NONE\""));
    clock.set(at("02T01:00"));
    missed.makeUp(clock.instant()); // no time at all
    assertEquals(Optional.of(ONE_O_CLOCK), watermark.read());
    lookAt("02T01:00");
    assertEquals(Optional.of(at("02T00:55")), watermark.read());
    assertEquals(Optional.of(RunResult.MISSED), result("01T23:00"));
  }
}
