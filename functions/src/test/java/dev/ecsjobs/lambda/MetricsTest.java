package dev.ecsjobs.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunFixtures;
import dev.ecsjobs.run.Signal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Instant DUE = EngineFixtures.ONE_O_CLOCK;
  private static final Job JOB = EngineFixtures.job(EngineFixtures.REPORT, Concurrency.FORBID);

  @Test
  void aDecisionThatCountsForNothingIsOnlyALogLine() {
    var accepted = new Signal.LaunchAccepted(DUE.plusSeconds(1), 1, "task/1");
    var line = line(EngineFixtures.launching(JOB, DUE), accepted);
    assertFalse(line.containsKey("_aws"), line.toString());
  }

  /** The fixtures' tasks run for ten seconds. */
  @Test
  void countsASuccessForTheStackAloneAndTellsHowLongItTookAndHowLateItBegan() {
    var launching = EngineFixtures.launchingAt(JOB, DUE, DUE.plusMillis(1500));
    var line = line(launching, stopped(0));
    assertEquals(
        List.of(
            "runs Count [[stack, result]] 1",
            "duration Seconds [[stack]] 88.5",
            "startDelay Seconds [[stack]] 80"),
        metrics(line));
    assertEquals("ecsjobs", line.get("stack"));
    assertEquals("SUCCEEDED", line.get("result"));
    assertEquals(
        DUE.plusSeconds(90).toEpochMilli(), ((Map<?, ?>) line.get("_aws")).get("Timestamp"));
  }

  @Test
  void countsARetryByTheKindOfFailure() {
    var line = line(EngineFixtures.launching(JOB, DUE), stopped(1));
    assertEquals(List.of("retries Count [[stack, kind]] 1"), metrics(line));
    assertEquals("EXIT_CODE", line.get("kind"));
  }

  @Test
  void countsAFailureForItsJobToo() {
    var retry =
        EngineFixtures.fullJob(EngineFixtures.REPORT); // its rules end it after exit code 78
    var line = line(EngineFixtures.launching(retry, DUE), stopped(78));
    assertEquals(
        List.of(
            "runs Count [[stack, result], [stack, job, result]] 1",
            "duration Seconds [[stack]] 90",
            "startDelay Seconds [[stack]] 80"),
        metrics(line));
    assertEquals("FAILED", line.get("result"));
    assertEquals("nightly-report", line.get("job"));
  }

  @Test
  void aSkippedRunHasNeitherDurationNorDelay() {
    var id = EngineFixtures.id(JOB.name(), DUE);
    var line =
        line(
            Run.requested(id, JOB, Optional.of(DUE), DUE),
            RunFixtures.blocked(DUE, EngineFixtures.id(JOB.name(), DUE.minusSeconds(60))));
    assertEquals(List.of("runs Count [[stack, result], [stack, job, result]] 1"), metrics(line));
    assertEquals("SKIPPED", line.get("result"));
  }

  @Test
  void aRunWhoseTaskNeverStartedHasNoDelay() {
    var stopped = EngineFixtures.interrupted("task/1");
    var once = EngineFixtures.launching(JOB, DUE);
    for (int attempt = 1; !once.finished().isPresent() && attempt < 100; attempt++) {
      var line = line(once, new Signal.TaskStopped(DUE.plusSeconds(90), attempt, stopped));
      once =
          EngineFixtures.after(once, new Signal.TaskStopped(DUE.plusSeconds(90), attempt, stopped));
      if (once.finished().isPresent()) {
        assertEquals(
            List.of(
                "runs Count [[stack, result], [stack, job, result]] 1",
                "duration Seconds [[stack]] 90"),
            metrics(line));
      } else {
        assertEquals(List.of("retries Count [[stack, kind]] 1"), metrics(line));
        once = EngineFixtures.after(once, new Signal.Due(DUE.plusSeconds(90_000)));
      }
    }
  }

  private static Signal stopped(int exitCode) {
    var at = DUE.plusSeconds(90);
    return new Signal.TaskStopped(at, 1, EngineFixtures.stopped("task/1", exitCode, at));
  }

  private static Map<String, Object> line(Run run, Signal signal) {
    var out = new ByteArrayOutputStream();
    var decision = run.decide(signal);
    new DecisionLog("ecsjobs", new PrintStream(out, true, UTF_8))
        .accept(new Decided(run.apply(decision.events()), signal, decision));
    return Json.readObject(out.toString(UTF_8));
  }

  /**
   * As CloudWatch understands the line: name, unit, dimensions, value; each must be in the line.
   */
  private static List<String> metrics(Map<String, Object> line) {
    var metrics = new ArrayList<String>();
    for (var directive : (List<?>) ((Map<?, ?>) line.get("_aws")).get("CloudWatchMetrics")) {
      var parts = (Map<?, ?>) directive;
      assertEquals("ecsjobs", parts.get("Namespace"));
      for (var dimensions : (List<?>) parts.get("Dimensions")) {
        ((List<?>) dimensions)
            .forEach(
                d -> assertFalse(!(line.get(d) instanceof String), d + " is no text: " + line));
      }
      for (var metric : (List<?>) parts.get("Metrics")) {
        var of = (Map<?, ?>) metric;
        metrics.add(
            "%s %s %s %s"
                .formatted(
                    of.get("Name"),
                    of.get("Unit"),
                    parts.get("Dimensions"),
                    line.get(of.get("Name"))));
      }
    }
    return metrics;
  }
}
