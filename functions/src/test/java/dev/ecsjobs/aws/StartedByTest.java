package dev.ecsjobs.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartedByTest {
  private static final RunId SCHEDULED =
      RunId.scheduled(new JobName("nightly-report"), Instant.parse("2026-03-01T01:00:00Z"));

  @Test
  void isWrittenAsTheEventsHaveIt() {
    assertEquals(
        "ecsjobs/nightly-report/20260301T010000Z/1",
        new StartedBy("ecsjobs", SCHEDULED, 1).toString());
  }

  @Test
  void readsWhatItWrites() {
    var byHand = RunId.requested(new JobName("a_B-9"), "6b3d5a8e");
    for (var startedBy :
        new StartedBy[] {
          new StartedBy("ecsjobs", SCHEDULED, 1),
          new StartedBy("s", byHand, 10),
          new StartedBy("s", byHand, 199)
        }) {
      assertEquals(Optional.of(startedBy), StartedBy.parse(startedBy.toString()));
    }
  }

  @Test
  void fitsAtTheLongestNames() {
    var longest =
        new StartedBy(
            "S".repeat(StartedBy.LONGEST_STACK_NAME),
            RunId.scheduled(new JobName("j".repeat(64)), Instant.parse("2026-03-01T01:00:00Z")),
            199);
    assertTrue(longest.toString().length() <= 128, longest.toString().length() + " characters");
    assertTrue(longest.toString().matches("[A-Za-z0-9/_-]+"), longest.toString());
    assertEquals(Optional.of(longest), StartedBy.parse(longest.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ecs-svc/8646900195280463695",
        "ecsjobs/nightly-report/20260301T010000Z",
        "ecsjobs/nightly-report/20260301T010000Z/",
        "ecsjobs/nightly-report/20260301T010000Z/0",
        "ecsjobs/nightly-report/20260301T010000Z/01",
        "ecsjobs/nightly-report/20260301T010000Z/-1",
        "ecsjobs/nightly-report/20260301T010000Z/1/",
        "ecsjobs/nightly-report/20260301T010000Z/99999999999",
        "ecsjobs/nightly-report/2026-03-01/1",
        "ecsjobs/nightly report/20260301T010000Z/1",
        "ecsjobs//20260301T010000Z/1",
      })
  void isNotTakenForAnotherTasks(String startedBy) {
    assertEquals(Optional.empty(), StartedBy.parse(startedBy));
  }
}
