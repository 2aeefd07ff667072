package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Runs of many attempts, in virtual time, with the sweep once a minute. */
class ManyAttemptsTest {
  private static final RunId RUN = id(REPORT, ONE_O_CLOCK);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** DynamoDB takes no larger item; a little of it is for the keys. */
  private static final int LARGEST_ITEM = 390 * 1024;

  private final InMemoryRunStore store = new InMemoryRunStore();
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final Engine engine = new Engine(store, ecs, clock, _ -> {});
  private final List<Instant> launchedAt = new ArrayList<>();

  @Test
  void aJobThatFailsAtOnceWithA100AttemptsBacksOffToItsCap() {
    var retry = new RetryPolicy(100, 5, MINUTE, 2, Duration.ofHours(1), List.of());
    failAtOnceUntilTheEnd(retry, 1);
    var delays = delays();

    assertEquals(100, ecs.launches().size());
    assertEquals(
        "Container main exited with code 1. All 100 attempts are used.",
        run().finished().orElseThrow().reason());
    assertEquals(99, delays.size());
    for (int retryNumber = 1; retryNumber <= 99; retryNumber++) {
      // 1, 2, 4, 8, 16, 32 minutes, and then an hour each, all up to a tenth longer
      var expected =
          retryNumber > 6 ? Duration.ofHours(1) : MINUTE.multipliedBy(1L << (retryNumber - 1));
      var delay = delays.get(retryNumber - 1);
      assertTrue(delay.compareTo(expected) >= 0, retryNumber + ": " + delay);
      assertTrue(delay.compareTo(expected.plus(expected.dividedBy(10))) <= 0, "" + delay);
    }
    var total = Duration.between(ONE_O_CLOCK, clock.instant());
    var atLeast = Duration.ofMinutes(63).plusHours(93);
    assertTrue(total.compareTo(atLeast) >= 0, "it took " + total);
    assertTrue(total.compareTo(atLeast.plus(atLeast.dividedBy(9))) < 0, "it took " + total);
    noTwoLaunchesAreNearerThan(MINUTE);
  }

  @Test
  void jitterDiffersFromAttemptToAttempt() {
    failAtOnceUntilTheEnd(new RetryPolicy(100, 5, MINUTE, 1, Duration.ofHours(1), List.of()), 1);
    assertTrue(delays().stream().distinct().count() > 90, delays()::toString);
  }

  @Test
  void whatIsIgnoredEndsToo() {
    var ignore = RetryRule.of(List.of(1), Optional.empty(), RetryRule.Then.IGNORE);
    failAtOnceUntilTheEnd(
        new RetryPolicy(100, 100, MINUTE, 2, Duration.ofHours(1), List.of(ignore)), 1);

    assertEquals(200, ecs.launches().size());
    assertEquals(
        "Container main exited with code 1. No run makes more than 200 attempts.",
        run().finished().orElseThrow().reason());
    noTwoLaunchesAreNearerThan(MINUTE);
  }

  @Test
  void aRunOfTheMostAttemptsFitsIntoOneItemWhereEcsSaysTheUsual() {
    var ignore = RetryRule.of(List.of(1), Optional.empty(), RetryRule.Then.IGNORE);
    failAtOnceUntilTheEnd(
        new RetryPolicy(100, 100, MINUTE, 2, Duration.ofHours(1), List.of(ignore)), 1);

    int size = Json.write(RunDocument.of(run()).fields()).getBytes(UTF_8).length;
    assertTrue(size < LARGEST_ITEM, size + " bytes");
  }

  @Test
  void refusalsThatNobodyDelaysBackOffToo() {
    for (int i = 0; i < 20; i++) {
      ecs.refuseNext(FailureKind.REFUSED, "RunTask refused: Capacity is unavailable.");
    }
    var retry = new RetryPolicy(3, 20, MINUTE, 2, Duration.ofHours(1), List.of());
    engine.launch(RUN, job(REPORT, Concurrency.FORBID, retry), Optional.of(ONE_O_CLOCK));
    sweepUntilTheEnd(() -> {});

    assertEquals(20, ecs.launches().size());
    assertTrue(Duration.between(ONE_O_CLOCK, clock.instant()).compareTo(Duration.ofHours(14)) > 0);
  }

  @Test
  void aThrottledLaunchIsCalledOncePerDelay() {
    for (int i = 0; i < 30; i++) {
      ecs.deferNext(Duration.ofMinutes(2), "Rate exceeded.");
    }
    engine.launch(RUN, job(REPORT, Concurrency.FORBID), Optional.of(ONE_O_CLOCK));
    for (int minute = 1; minute <= 60; minute++) {
      clock.advance(MINUTE);
      engine.sweep(Instant.MAX);
    }
    assertEquals(31, ecs.launches().size());
    assertEquals(1, ecs.tasks().size());
  }

  private void failAtOnceUntilTheEnd(RetryPolicy retry, int exitCode) {
    engine.launch(RUN, job(REPORT, Concurrency.FORBID, retry), Optional.of(ONE_O_CLOCK));
    sweepUntilTheEnd(
        () -> {
          int attempt = ecs.launches().size();
          if (launchedAt.size() < attempt) {
            launchedAt.add(clock.instant());
            fail(attempt, exitCode);
          }
        });
  }

  private void sweepUntilTheEnd(Runnable eachMinute) {
    eachMinute.run();
    for (int minute = 0; minute < 60 * 24 * 20 && run().finished().isEmpty(); minute++) {
      clock.advance(MINUTE);
      engine.sweep(Instant.MAX);
      eachMinute.run();
    }
  }

  /** All that ECS usually says of a task. */
  private void fail(int attempt, int exitCode) {
    var now = clock.instant();
    var task = ecs.task(RUN, attempt);
    var end =
        new StoppedTask(
            task,
            Optional.of("main"),
            OptionalInt.of(exitCode),
            Optional.empty(),
            Optional.of("EssentialContainerExited"),
            Optional.of("Essential container in task exited"),
            Optional.of(now),
            Optional.of(now),
            new Placement(
                Optional.of("subnet-0a1b2c3d4e5f60718"),
                OptionalInt.of(256),
                OptionalInt.of(512),
                OptionalInt.of(512)));
    engine.handle(RUN, new Signal.TaskStarted(now, attempt, task, now));
    engine.handle(RUN, new Signal.TaskStopped(now, attempt, end));
  }

  private void noTwoLaunchesAreNearerThan(Duration shortest) {
    for (int i = 1; i < launchedAt.size(); i++) {
      var between = Duration.between(launchedAt.get(i - 1), launchedAt.get(i));
      assertTrue(between.compareTo(shortest) >= 0, "launch " + i + " after " + between);
    }
  }

  private List<Duration> delays() {
    return run().timeline().stream()
        .filter(RetryScheduled.class::isInstance)
        .map(RetryScheduled.class::cast)
        .map(retry -> Duration.between(retry.at(), retry.until()))
        .toList();
  }

  private Run run() {
    return store.load(RUN).orElseThrow();
  }
}
