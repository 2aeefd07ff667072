package dev.ecsjobs.history;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.minute;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.run.RunResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobSummaryTest {
  private static final List<RunSummary> RUNS =
      List.of(
          run(minute(1), RunResult.SUCCEEDED, 1),
          run(minute(2), RunResult.SUCCEEDED, 3),
          run(minute(3), RunResult.MISSED, 0),
          run(minute(4), RunResult.FAILED, 2),
          run(minute(4), RunResult.SKIPPED, 0));

  private static final JobSummary ALL =
      new JobSummary(
          RUN_ID.job(),
          2,
          1,
          0,
          1,
          1,
          6,
          Optional.of(minute(4)),
          Optional.of(RunResult.FAILED),
          Optional.of(minute(2)));

  @Test
  void countsRunsByResultAndTheirAttempts() {
    assertEquals(ALL, rolledUp(RUNS));
    assertEquals(5, ALL.runs());
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
        RUN_ID, Optional.of(SCHEDULED_TIME), SCHEDULED_TIME, finishedAt, result, "", list);
  }
}
