package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.deployed.DemoStack;
import dev.ecsjobs.local.deployed.Replies;
import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with {@code --stack}, against a stack whose functions really run. */
class StackTest {
  @TempDir private static Path folder;
  private static DemoStack demo;
  private static Said flaky;
  private static Said failing;

  @BeforeAll
  static void runTwoJobs() {
    demo =
        new DemoStack(
            TestTemplate.quiet().withJob("endless", "{\"maxAttempts\": 3}", "sleep 600"), folder);
    flaky = Said.by("run", "flaky-import", "--stack", "demo");
    failing = Said.by("run", "always-fails", "--stack", "demo");
  }

  @AfterAll
  static void close() {
    demo.close();
  }

  @AfterEach
  void unbend() {
    demo.aws()
        .answering("lambda:InvokeFunction", demo::invoke)
        .answering("dynamodb:GetItem", demo::table);
  }

  @Test
  void runSendsWhatTheScheduleSendsAndFollowsTheRunToItsEnd() {
    assertTrue(
        flaky.hasInOrder(
            List.of(
                "flaky-import/",
                "  at most 3 attempts, task ",
                "Attempt 1 is being launched.",
                "Attempt 1 failed: container main exited with code 1.",
                "Attempt 3 succeeded: container main exited with code 0.",
                "The run succeeded. It took 3 attempts.",
                "What the tasks wrote is in CloudWatch Logs: aws logs tail demo-TaskLogs-7G8H9I",
                "SUCCEEDED after ",
                "3 attempts")),
        flaky::toString);
    assertEquals(0, flaky.exitCode(), flaky::toString);
  }

  @Test
  void aJobIsWhatTheDocumentSaysWhateverItsSchedulesName() {
    assertTrue(
        failing.hasInOrder(List.of("always-fails/", "The run failed.", "FAILED after ")),
        failing::toString);
    assertEquals(1, failing.exitCode(), failing::toString);
  }

  @Test
  void runOfAJobThereIsNotNamesThoseThereAreAndStartsNothing() {
    long before = invocations();

    var said = Said.by("run", "named-otherwise", "--stack", "demo");

    assertEquals(2, said.exitCode());
    assertEquals(
        "There is no job named-otherwise here (stack demo). Use one of always-fails, eats-memory,"
            + " endless, flaky-import, hangs, hello, nightly-report.",
        said.err().strip());
    assertEquals(before, invocations());
  }

  @Test
  void historyListsWhatTheStackRan() {
    var runs = Said.by("history", "--stack", "demo", "--json").json().objects("runs");

    var lines = runs.stream().map(run -> run.text("job") + " " + run.text("result")).toList();
    assertTrue(lines.contains("always-fails FAILED"), lines::toString);
    assertTrue(lines.contains("flaky-import SUCCEEDED"), lines::toString);
    assertFalse(demo.aws().actions().contains("dynamodb:Scan"));
  }

  @Test
  void jobsListsWhatTheStacksSchedulesFire() {
    var jobs = Said.by("jobs", "--stack", "demo", "--json").json().objects("jobs");

    var lines = jobs.stream().map(job -> job.text("job")).toList();
    assertEquals(
        List.of(
            "always-fails",
            "eats-memory",
            "endless",
            "flaky-import",
            "hangs",
            "hello",
            "nightly-report"),
        lines);
    assertTrue(jobs.get(3).object("recent").has("medianDuration"), jobs.get(3)::toString);
    assertFalse(demo.aws().actions().contains("dynamodb:Scan"));
  }

  @Test
  void topTellsHowTheStackStands() {
    var top = Said.by("top", "--stack", "demo", "--json").json();

    assertEquals("always-fails", top.objects("failures").getFirst().text("job"));
    assertTrue(top.has("runs") && top.has("next"), top.fields()::toString);
    assertFalse(demo.aws().actions().contains("dynamodb:Scan"));
    var shown = Said.by("top", "--once", "--stack", "demo");
    assertTrue(
        shown.hasInOrder(List.of("stack demo", " under way, ", "LAST FAILURES", "always-fails/")),
        shown::toString);
  }

  @Test
  void historyOfAJobThatNeverRanSaysHowToRunOne() {
    var said = Said.by("history", "nightly-report", "--stack", "demo");

    assertEquals("No run yet. Start one: ecsjobs run JOB --stack demo", said.out().strip());
  }

  @Test
  void showTellsTheTimelineThatRunTold() {
    var said = Said.by("show", id(flaky), "--stack", "demo");

    assertEquals(0, said.exitCode(), said::toString);
    var events = flaky.out().lines().filter(line -> line.startsWith("  ")).toList();
    assertEquals(events, said.out().lines().filter(line -> line.startsWith("  ")).toList());
  }

  @Test
  void showOfARunThereIsNotSaysWhereToLook() {
    var said = Said.by("show", "hello/20260301T010000Z", "--stack", "demo");

    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("ecsjobs history hello --stack demo lists"), said::toString);
  }

  /** In a process that has an AWS set-up and no template, as it is on most machines. */
  @Test
  void cancelEndsARunThatAnotherPersonFollows() {
    try (var run = Child.start(demo.aws().environment(), "run", "endless", "--stack", "demo")) {
      run.awaitLine("Attempt 1 is running.");
      var id = run.lines().getFirst().split(" ", 2)[0];

      var said = Said.by("cancel", id, "--reason", "wrong day.", "--stack", "demo");

      assertEquals(0, said.exitCode(), said::toString);
      assertTrue(said.out().contains("Somebody asked for it: wrong day."), said::toString);
      assertEquals(1, run.exitCode());
    }
  }

  @Test
  void aFunctionThatFailsAfterItRecordedTheRunDoesNotHideIt() {
    demo.aws()
        .answering(
            "lambda:InvokeFunction",
            call -> {
              var done = demo.invoke(call);
              return DemoStack.failed(
                  done.headers().get("x-amzn-RequestId"), "Task timed out after 30.00 seconds");
            });

    var said = Said.by("run", "flaky-import", "--stack", "demo");

    assertEquals(0, said.exitCode(), said::toString);
  }

  /** The first two looks fail, and each was tried three times. */
  @Test
  void whatPassesIsWaitedOut() {
    var calls = new AtomicInteger();
    demo.aws()
        .answering(
            "dynamodb:GetItem",
            call ->
                isBetween(2, calls.incrementAndGet(), 7)
                    ? Replies.error("dynamodb:GetItem", 500, "InternalServerError", "Not now")
                    : demo.table(call));

    var said = Said.by("run", "flaky-import", "--stack", "demo");

    assertTrue(calls.get() > 7, () -> "only " + calls);
    assertEquals(0, said.exitCode(), said::toString);
  }

  @Test
  void whatDoesNotPassEndsTheLookingAndNotTheRun() {
    var calls = new AtomicInteger();
    demo.aws()
        .answering(
            "dynamodb:GetItem",
            call ->
                calls.incrementAndGet() > 1
                    ? Replies.error("dynamodb:GetItem", 400, "ExpiredTokenException", "Too old")
                    : demo.table(call));

    var said = Said.by("run", "hello", "--stack", "demo");

    assertEquals(2, said.exitCode(), said::toString);
    assertTrue(said.err().startsWith("Your AWS credentials have expired."), said::toString);
    assertTrue(
        said.err().contains("The run goes on. Look again with ecsjobs show hello/"),
        said::toString);
  }

  @Test
  void aStackAndATemplateExcludeEachOther() {
    var said = Said.by("history", "--stack", "demo", "--template", "template.yaml");

    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("Give the one or the others."), said::toString);
  }

  @Test
  void upIsForThisMachineOnly() {
    var said = Said.by("up", "--stack", "demo");

    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("Unknown option"), said::toString);
  }

  private static boolean isBetween(int from, int number, int to) {
    return from <= number && number <= to;
  }

  private static long invocations() {
    return demo.aws().actions().stream().filter("lambda:InvokeFunction"::equals).count();
  }

  private static String id(Said run) {
    return run.out().substring(0, run.out().indexOf(' '));
  }
}
