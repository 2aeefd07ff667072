package dev.ecsjobs.local.cli;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.accepted;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.exited;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.engine.EngineFixtures.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.engine.InMemoryHistory;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopTest {
  private static final Job JOB = EngineFixtures.job(REPORT, Concurrency.ALLOW);
  private static final Instant NOW = ONE_O_CLOCK.plus(Duration.ofMinutes(5));

  private final InMemoryRunStore runs = new InMemoryRunStore();
  private final InMemoryHistory history = new InMemoryHistory();
  private final Records records = new Records(runs, runs, history, (_, _) -> List.of());

  @Test
  void tellsWhatRunsWhatWaitsWhatComesAndWhatFailed() {
    for (int minute = 0; minute < 20; minute++) { // each took a minute and a half
      record(succeeded(JOB, ONE_O_CLOCK.minus(Duration.ofHours(9)).plusSeconds(60L * minute)));
    }
    record(after(running(-7200), new Signal.CancelRequested(ONE_O_CLOCK, "no failure")));
    record(givenUp(-3600));
    runs.claim(running(0));
    runs.claim(exited(running(60), NOW.minusSeconds(5), 1));
    runs.claim(launching(JOB, NOW.minusSeconds(1)));
    var planned =
        Map.of(
            REPORT,
            fires(NOW.plusSeconds(55), NOW.plusSeconds(3655)),
            new JobName("import"),
            fires(NOW.plus(Duration.ofDays(3))));

    var top = Top.of(records, planned, NOW);
    assertEquals(2, top.underWay());
    var lines = new TopScreen(Screen.standard(), "stack demo").lines(top, 40);
    assertTrue(lines.getFirst().startsWith("stack demo  "), lines::toString);
    assertTrue(lines.getFirst().endsWith("  2 under way, 1 waiting"), lines::toString);
    assertEquals(
        List.of(
            "nightly-report/20260301T010000Z Running 1 of 3 5 min 00 s 1 min 30 s, 1 min 30 s"
                + " attempt 1, running for 4 min 50 s",
            "nightly-report/20260301T010459Z Launching 1 of 3 1.0 s 1 min 30 s, 1 min 30 s"
                + " attempt 1 is being launched",
            "nightly-report/20260301T010100Z BackingOff 1 of 3 4 min 00 s 1 min 30 s, 1 min 30 s"
                + " attempt 2 starts in 58.1 s"),
        lines.stream().skip(3).limit(3).map(line -> line.replaceAll(" +", " ")).toList());
    assertEquals(
        List.of("nightly-report 55 s", "import 3 d"),
        lines.stream()
            .skip(8)
            .limit(2)
            .map(line -> line.replaceAll(" +[-0-9]+ [:0-9]+ +", " "))
            .toList());
    assertTrue(lines.get(12).startsWith("nightly-report/20260301T000000Z  "), lines::toString);
    assertTrue(lines.get(12).contains("  FAILED  Container main exited with"), lines::toString);
    assertEquals(13, lines.size(), lines::toString);
    assertTrue(top.lines().getFirst().isSlow(NOW));
  }

  @Test
  void saysSoWhereThereIsNothing() {
    var lines = new TopScreen(Screen.standard(), "here").lines(Top.of(records, Map.of(), NOW), 40);
    assertEquals(
        List.of(
            "Nothing runs, and nothing waits.", "Nothing is going to fire.", "No run has failed."),
        lines.stream().skip(1).filter(line -> !line.isEmpty()).toList());
  }

  /** As many as have room, and how many more there are. */
  @ParameterizedTest
  @CsvSource({"40, 29", "24, 13", "5, 3", "2147483647, 200"})
  void fitsOnTheScreen(int height, int shown) {
    IntStream.range(0, 200).forEach(i -> runs.claim(launching(JOB, ONE_O_CLOCK.plusSeconds(i))));
    var top = Top.of(records, Map.of(REPORT, fires(NOW.plusSeconds(1))), NOW);
    var lines = new TopScreen(Screen.standard(), "here").lines(top, height);
    assertEquals(shown, lines.stream().filter(line -> line.startsWith("nightly-report/")).count());
    assertEquals(shown < 200, lines.contains("and " + (200 - shown) + " more"));
    assertTrue(height < 10 || lines.size() < height, lines.size() + " lines");
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, abcd…", "abcdef, 1, …"})
  void aLineIsCutWhereTheScreenEnds(String line, int width, String cut) {
    assertEquals(cut, Columns.cut(line, width));
    var red = "\u001b[31m";
    var plain = "\u001b[0m";
    assertEquals(cut, Columns.cut(red + line + plain, width).replace(red, "").replace(plain, ""));
    assertTrue(Columns.cut(red + line + plain, width).endsWith(plain));
  }

  private void record(Run run) {
    history.record(RunSummary.of(run).orElseGet(() -> cancelled(run)));
  }

  private static RunSummary cancelled(Run run) {
    var stopped = EngineFixtures.stopped("task/1", 137, ONE_O_CLOCK);
    return RunSummary.of(after(run, new Signal.TaskStopped(ONE_O_CLOCK, 1, stopped))).orElseThrow();
  }

  private static Run running(int second) {
    var time = ONE_O_CLOCK.plusSeconds(second);
    var run = accepted(launching(JOB, time), time.plusSeconds(1));
    return after(
        run, new Signal.TaskStarted(time.plusSeconds(10), 1, "task/1", time.plusSeconds(10)));
  }

  private static Run givenUp(int second) {
    var once = new dev.ecsjobs.retry.RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of());
    var time = ONE_O_CLOCK.plusSeconds(second);
    var job = EngineFixtures.job(REPORT, Concurrency.ALLOW, once);
    return exited(launching(job, time), time.plusSeconds(90), 1);
  }

  private static Planned fires(Instant... times) {
    return new Planned("rate(1 hour)", "UTC", true, List.of(times));
  }
}
