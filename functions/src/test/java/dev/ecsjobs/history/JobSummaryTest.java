package dev.ecsjobs.history;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.minute;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.cost.Amount;
import dev.ecsjobs.cost.Architecture;
import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSummaryTest {
  private static final List<RunSummary> RUNS =
      List.of(
          run(minute(1), RunResult.SUCCEEDED, 1),
          run(minute(2), RunResult.SUCCEEDED, 3),
          run(minute(3), RunResult.MISSED, 0),
          run(minute(4), RunResult.FAILED, 2),
          run(minute(4), RunResult.SKIPPED, 0));

  private static final JobSummary ALL = rolledUp(RUNS);

  private static final Usage USAGE =
      Usage.of(
          new Tariff("us-east-1", Capacity.FARGATE, Architecture.X86_64),
          new Size(512, 1024),
          Duration.ofSeconds(100));

  @Test
  void countsRunsByResultAndTheirAttempts() {
    assertEquals(2, ALL.succeeded());
    assertEquals(1, ALL.failed());
    assertEquals(0, ALL.cancelled());
    assertEquals(1, ALL.skipped());
    assertEquals(1, ALL.missed());
    assertEquals(5, ALL.runs());
    assertEquals(6, ALL.attempts());
    assertEquals(3, ALL.retries());
    assertEquals(Optional.of(minute(4)), ALL.lastRunAt());
    assertEquals(Optional.of(RunResult.FAILED), ALL.lastResult());
    assertEquals(Optional.of(minute(2)), ALL.lastSuccessAt());
  }

  /** The stream delivers shards side by side, so a later run may be added earlier. */
  @Test
  void anyOrderGivesTheSame() {
    var random = new Random(1);
    for (int i = 0; i < 200; i++) {
      var shuffled = new ArrayList<>(RUNS);
      Collections.shuffle(shuffled, random);
      assertEquals(ALL, rolledUp(shuffled), () -> shuffled.toString());
    }
  }

  @Test
  void aJobThatNeverRanHasNoLastRun() {
    assertReadBack(JobSummary.none(RUN_ID.job()));
    assertEquals(0, JobSummary.none(RUN_ID.job()).runs());
  }

  @Test
  void theSuccessRateLeavesOutWhatWasSkippedOrCancelled() {
    assertEquals(OptionalDouble.of(0.5), ALL.successRate());
    assertEquals(OptionalDouble.empty(), JobSummary.none(RUN_ID.job()).successRate());
    assertEquals(
        OptionalDouble.empty(),
        rolledUp(List.of(run(minute(1), RunResult.SKIPPED, 0))).successRate());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 0", // no run
        "S, 1", "SS, 2", "F, -1", "SFF, -2", "SFM, -2", // a missed run did not do its work either
        "FFS, 1", "FFSK, 1", // skipped
        "FFC, -2", // cancelled
      })
  void countsHowManyCameOutAlikeLately(String results, int streak) {
    assertEquals(streak, rolledUp(runs(results == null ? "" : results)).recent().streak());
  }

  @Test
  void keepsTheLastFiftyWhateverTheirOrder() {
    var runs = runs("F" + "S".repeat(60) + "FF");
    var expected = rolledUp(runs);
    assertEquals(Recent.SIZE, expected.recent().runs().size());
    assertEquals(-2, expected.recent().streak());
    assertEquals(OptionalDouble.of(0.96), expected.recent().successRate());
    assertEquals(60, expected.succeeded());
    var random = new Random(7);
    for (int i = 0; i < 20; i++) {
      var shuffled = new ArrayList<>(runs);
      Collections.shuffle(shuffled, random);
      assertEquals(expected, rolledUp(shuffled));
    }
  }

  /** Of 1 s to 20 s the tenth is the median, and the nineteenth the 95th in a hundred. */
  @Test
  void tellsDurationsOfSuccessesByNearestRank() {
    var summary = JobSummary.none(RUN_ID.job());
    for (int second = 1; second <= 20; second++) {
      summary = summary.plus(lasting(second, RunResult.SUCCEEDED));
      summary = summary.plus(lasting(1000 + second, RunResult.FAILED));
    }
    assertEquals(Optional.of(Duration.ofSeconds(10)), summary.recent().medianDuration());
    assertEquals(Optional.of(Duration.ofSeconds(19)), summary.recent().longDuration());
    assertEquals(Optional.of(Duration.ofSeconds(3)), summary.recent().medianStartDelay());
    assertEquals(Optional.empty(), Recent.NONE.longDuration());
  }

  /** Two succeed at last, one does not; each task: half a vCPU and 1 GiB for 100 s. */
  @Test
  void addsUpWhatWasUsedAndWhatInVain() {
    var hundredSeconds = USAGE.amounts().values().iterator().next();
    assertEquals(new Amount(512 * 100, 1024 * 100, 0), hundredSeconds);
    var summary =
        rolledUp(
            List.of(
                using(FailureKind.EXIT_CODE, FailureKind.TIMED_OUT, null),
                using((FailureKind) null),
                using(FailureKind.TIMED_OUT)));
    assertEquals(USAGE.times(5), summary.spending().used());
    assertEquals(USAGE.times(1), summary.spending().failures());
    assertEquals(USAGE.times(2), summary.spending().overruns());
    assertEquals(USAGE.times(3), summary.spending().wasted());
    assertReadBack(summary);
  }

  @Test
  void aRollUpOfAnEarlierVersionIsReadAllTheSame() {
    var stored = ALL.document();
    List.of("retries", "spending", "recent").forEach(stored.fields()::remove);
    var read = JobSummary.read(stored);
    assertEquals(ALL.succeeded(), read.succeeded());
    assertEquals(Recent.NONE, read.recent());
    assertEquals(Spending.NONE, read.spending());
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertReadBack(ALL);
  }

  private static void assertReadBack(JobSummary summary) {
    var stored = Json.write(summary.document().fields());
    assertEquals(summary, JobSummary.read(Document.reading(Json.readObject(stored))));
  }

  private static JobSummary rolledUp(List<RunSummary> runs) {
    var summary = JobSummary.none(RUN_ID.job());
    for (var run : runs) {
      summary = summary.plus(run);
    }
    return summary;
  }

  /** One a minute, as their initials say; K is skipped. */
  private static List<RunSummary> runs(String initials) {
    var runs = new ArrayList<RunSummary>();
    for (int i = 0; i < initials.length(); i++) {
      var result =
          switch (initials.charAt(i)) {
            case 'S' -> RunResult.SUCCEEDED;
            case 'F' -> RunResult.FAILED;
            case 'M' -> RunResult.MISSED;
            case 'K' -> RunResult.SKIPPED;
            default -> RunResult.CANCELLED;
          };
      runs.add(requested(i, Duration.ofSeconds(9), result, List.of()));
    }
    return runs;
  }

  private static RunSummary lasting(int seconds, RunResult result) {
    var attempt =
        new AttemptSummary(
            1,
            Optional.empty(),
            minute(seconds),
            Optional.of(minute(seconds).plusSeconds(3)),
            minute(seconds),
            Optional.empty(),
            OptionalInt.empty(),
            "");
    return requested(seconds, Duration.ofSeconds(seconds), result, List.of(attempt));
  }

  private static RunSummary requested(
      int minute, Duration duration, RunResult result, List<AttemptSummary> attempts) {
    var at = minute(minute);
    return new RunSummary(
        RunId.scheduled(RUN_ID.job(), at),
        Optional.of(at),
        at,
        at.plus(duration),
        result,
        "",
        attempts);
  }

  private static RunSummary using(FailureKind... kinds) {
    var attempts = new ArrayList<AttemptSummary>();
    for (var kind : kinds) {
      attempts.add(
          new AttemptSummary(
              attempts.size() + 1,
              Optional.empty(),
              SCHEDULED_TIME,
              Optional.empty(),
              minute(1),
              Optional.ofNullable(kind),
              OptionalInt.empty(),
              "",
              USAGE));
    }
    return requested(0, Duration.ofMinutes(1), RunResult.SUCCEEDED, attempts);
  }

  private static RunSummary run(Instant finishedAt, RunResult result, int attempts) {
    var list = new ArrayList<AttemptSummary>();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      list.add(
          new AttemptSummary(
              attempt,
              Optional.empty(),
              SCHEDULED_TIME,
              Optional.empty(),
              finishedAt,
              Optional.empty(),
              OptionalInt.empty(),
              ""));
    }
    return new RunSummary(
        RunId.scheduled(RUN_ID.job(), finishedAt),
        Optional.of(SCHEDULED_TIME),
        SCHEDULED_TIME,
        finishedAt,
        result,
        "",
        list);
  }
}
