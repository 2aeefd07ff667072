package dev.ecsjobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.JobName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
  private static final JobName JOB = new JobName("nightly-report");
  private static final double JITTER = 0.8430221080780029;

  @Test
  void namesTheScheduledTimeInUtc() {
    var id = RunId.scheduled(JOB, Instant.parse("2026-03-01T02:00:00.250+01:00"));

    assertEquals("nightly-report/20260301T010000Z", id.toString());
  }

  @Test
  void theSameFireDeliveredTwiceIsTheSameRun() {
    var fire = Instant.parse("2026-03-01T01:00:00Z");

    assertEquals(RunId.scheduled(JOB, fire), RunId.scheduled(JOB, fire));
    assertNotEquals(RunId.scheduled(JOB, fire), RunId.scheduled(JOB, fire.plusSeconds(1)));
    assertNotEquals(RunId.scheduled(JOB, fire), RunId.scheduled(new JobName("other"), fire));
  }

  @Test
  void theSameRequestDeliveredTwiceIsTheSameRun() {
    var id = RunId.requested(JOB, "8aebc075-764b-4792-a630-f1f926f43002");

    assertEquals(id, RunId.requested(JOB, "8aebc075-764b-4792-a630-f1f926f43002"));
    assertNotEquals(id, RunId.requested(JOB, "8aebc075-764b-4792-a630-f1f926f43003"));
    assertTrue(id.key().matches("[0-9a-f]{16}"), id.key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nightly-report/20260301T010000Z", "j/0123456789abcdef"})
  void isReadBack(String text) {
    assertEquals(text, RunId.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "j",
        "j/",
        "/20260301T010000Z",
        "a b/20260301T010000Z",
        "j/20260301T0100Z",
        "j/20260301T010000",
        "j/0123456789abcde",
        "j/0123456789ABCDEF",
        "j/20260301T010000Z/1",
        "s/j/20260301T010000Z"
      })
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), RunId.parse(text));
  }

  @Test
  void aKeyOfAnotherShapeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RunId(JOB, "yesterday"));
  }

  @Test
  void jitterIsSpreadFromZeroToOne() {
    var seen = new HashSet<Double>();
    double sum = 0;
    for (int attempt = 1; attempt <= 1000; attempt++) {
      double jitter = RunFixtures.RUN_ID.jitter(attempt);
      assertTrue(jitter >= 0 && jitter < 1, "attempt " + attempt + ": " + jitter);
      seen.add(jitter);
      sum += jitter;
    }
    assertTrue(seen.size() > 990, "different for different attempts: " + seen.size());
    assertEquals(0.5, sum / 1000, 0.05);
  }

  @Test
  void jitterIsTheSameOnEveryMachine() {
    assertEquals(JITTER, RunFixtures.RUN_ID.jitter(1));
    assertNotEquals(JITTER, new RunId(JOB, "20260302T010000Z").jitter(1));
  }
}
