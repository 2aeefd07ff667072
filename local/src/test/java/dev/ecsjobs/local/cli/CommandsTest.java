package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of the sample jobs, and what every command says of them. */
class CommandsTest {
  @TempDir private static Path folder;
  private static Workplace workplace;
  private static Said flaky;
  private static Said failing;

  @BeforeAll
  static void runTwoJobs() {
    workplace = Workplace.in(folder, TestTemplate.quiet());
    flaky = workplace.ecsjobs("run", "flaky-import");
    failing = workplace.ecsjobs("run", "always-fails");
  }

  @Test
  void runTellsWhyEachAttemptEndedAndWhatCameNext() {
    assertTrue(
        flaky.hasInOrder(
            List.of(
                "flaky-import/",
                "Attempt 1 is being launched.",
                "Attempt 1 failed: container main exited with code 1.",
                "| import, attempt 1",
                "| the source did not answer",
                "Attempt 2 starts at ",
                "(1 of 3 attempts used)",
                "Attempt 2 is being launched.",
                "Attempt 2 failed: container main exited with code 1.",
                "| import, attempt 2",
                "Attempt 3 starts at ",
                "(2 of 3 attempts used)",
                "Attempt 3 is being launched.",
                "Attempt 3 succeeded: container main exited with code 0.",
                "| imported",
                "The run succeeded. It took 3 attempts.",
                "SUCCEEDED after ",
                "3 attempts")),
        flaky::toString);
    assertEquals(0, flaky.exitCode(), flaky::toString);
  }

  @Test
  void runOfAFailingJobEndsWithTheReasonAndExitCode1() {
    assertTrue(
        failing.hasInOrder(
            List.of(
                "Attempt 1 failed: container main exited with code 3.",
                "| attempt 1: this job always fails",
                "Attempt 2 failed: container main exited with code 3.",
                "The run failed. Container main exited with code 3. All 2 attempts are used.",
                "FAILED after ",
                "2 attempts")),
        failing::toString);
    assertEquals(1, failing.exitCode(), failing::toString);
  }

  @Test
  void runOfAJobThereIsNotNamesThoseThereAre() {
    var said = workplace.ecsjobs("run", "nope");
    assertEquals(2, said.exitCode());
    assertTrue(
        said.err()
            .contains(
                "(this machine, template.yaml). Use one of always-fails, eats-memory, flaky-import,"
                    + " hangs, hello, nightly-report."),
        said::toString);
    assertEquals("", said.out());
  }

  @Test
  void historyInANewProcessListsBothRunsWithAttemptsExitCodesAndTimes() {
    try (var child = workplace.child("history", "--json")) {
      assertEquals(0, child.exitCode(), child::toString);
      assertTwoRuns(Document.reading(Json.readObject(String.join("\n", child.lines()))));
    }
  }

  private static void assertTwoRuns(Document history) {
    var runs = history.objects("runs");
    assertEquals(
        List.of("always-fails FAILED [3, 3]", "flaky-import SUCCEEDED [1, 1, 0]"),
        runs.stream().map(CommandsTest::line).toList());
    for (var run : runs) {
      var last = run.instant("requestedAt");
      for (var attempt : run.objects("attempts")) {
        last = notBefore(last, attempt.instant("launchedAt"));
        notBefore(last, attempt.instant("startedAt"));
        last = notBefore(last, attempt.instant("endedAt"));
      }
      notBefore(last, run.instant("finishedAt"));
    }
  }

  private static String line(Document run) {
    var exitCodes = run.objects("attempts").stream().map(a -> a.integer("exitCode")).toList();
    return run.text("job") + " " + run.text("result") + " " + exitCodes;
  }

  private static Instant notBefore(Instant earlier, Instant later) {
    assertFalse(later.isBefore(earlier), () -> later + " is before " + earlier);
    return later;
  }

  @Test
  void topShowsHowThingsStandOnceWhereThereIsNoTerminal() {
    var said = workplace.ecsjobs("top");
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "this machine, template.yaml",
                "0 under way, 0 waiting",
                "Nothing runs, and nothing waits.",
                "LAST FAILURES",
                "always-fails/",
                "FAILED",
                "Container main exited with code 3.")),
        said::toString);
  }

  @Test
  void historyForPeopleHasALineForEachRunTheLatestFirst() {
    var said = workplace.ecsjobs("history");
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "RUN",
                "EXIT CODES",
                "REASON\n",
                "always-fails/",
                "FAILED",
                "3 3",
                "\n",
                "flaky-import/",
                "SUCCEEDED",
                "1 1 0",
                "\n")),
        said::toString);
    assertEquals(3, said.out().lines().count(), said::toString);
  }

  @Test
  void historyOfOneJobLeavesTheOthersOut() {
    var runs = workplace.ecsjobs("history", "flaky-import", "--json").json().objects("runs");
    assertEquals(List.of("flaky-import"), runs.stream().map(run -> run.text("job")).toList());
  }

  @Test
  void historyWithALimitKeepsTheLatest() {
    var runs = workplace.ecsjobs("history", "--limit", "1", "--json").json().objects("runs");
    assertEquals(List.of("always-fails"), runs.stream().map(run -> run.text("job")).toList());
  }

  @Test
  void showTellsTheWholeTimelineAgain() {
    var said = workplace.ecsjobs("show", id(flaky));
    assertEquals(0, said.exitCode(), said::toString);
    var events = flaky.out().lines().filter(line -> line.startsWith("  ")).toList();
    assertEquals(events, said.out().lines().filter(line -> line.startsWith("  ")).toList());
    assertTrue(said.out().startsWith(id(flaky) + "  requested at "), said::toString);
    assertTrue(said.out().contains("SUCCEEDED after "), said::toString);
  }

  @Test
  void showForMachinesHasReasonsAndTheLastLogLines() {
    var run = workplace.ecsjobs("show", id(failing), "--json").json();
    assertEquals("FAILED", run.text("result"));
    assertEquals("Container main exited with code 3. All 2 attempts are used.", run.text("reason"));
    var timeline = run.objects("timeline");
    timeline.forEach(event -> assertTrue(event.text("reason").endsWith("."), event.fields() + ""));
    var ends = timeline.stream().filter(e -> e.text("event").equals("AttemptEnded")).toList();
    assertEquals(
        List.of(
            List.of("attempt 1: this job always fails"),
            List.of("attempt 2: this job always fails")),
        ends.stream().map(end -> end.fields().get("log")).toList());
  }

  @Test
  void showOfWhatIsNoRunSaysHowOneIsWritten() {
    var said = workplace.ecsjobs("show", "nonsense");
    assertEquals(2, said.exitCode());
    assertTrue(said.err().startsWith("nonsense is no run."), said::toString);
  }

  @Test
  void showOfARunThereIsNotSaysWhereToLook() {
    var said = workplace.ecsjobs("show", "hello/20260301T010000Z");
    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("There is no run hello/20260301T010000Z."), said::toString);
  }

  @Test
  void everyCommandRefusesABrokenTemplateAndSaysWhere(@TempDir Path other) {
    var broken =
        Workplace.in(
            other,
            TestTemplate.quiet()
                .replacing("cron(0 1 * * ? *)", "cron(0 25 * * ? *)")
                .replacing("{\"maxAttempts\": 1}", "{\"maxAttempts\": 0}"));
    for (var command : List.of(List.of("run", "hello"), List.of("history"), List.of("up"))) {
      var said = broken.ecsjobs(command.toArray(String[]::new));
      assertEquals(2, said.exitCode(), said::toString);
      assertTrue(said.err().contains("has 2 problems; nothing is started."), said::toString);
      assertEquals(
          2,
          said.err().lines().filter(line -> line.matches("  template\\.yaml:\\d+:\\d+.*")).count(),
          said::toString);
    }
    assertFalse(Files.exists(other.resolve(".ecsjobs")));
  }

  private static String id(Said run) {
    return run.out().substring(0, run.out().indexOf(' '));
  }
}
