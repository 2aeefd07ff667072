package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.deployed.DemoStack;
import dev.ecsjobs.local.deployed.FakeAws;
import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a stack whose functions really run. */
class StackControlTest {
  @TempDir private static Path folder;
  private static DemoStack demo;
  private static String input;

  @BeforeAll
  static void setUp() {
    var template =
        TestTemplate.real()
            .withJob("echo", "{\"maxAttempts\": 1}", "echo \"for $JOB_SCHEDULED_TIME\"");
    input = template.catalog(folder.resolve("other")).job("echo").orElseThrow().source().input();
    demo = new DemoStack(template, folder);
  }

  @AfterAll
  static void close() {
    demo.close();
  }

  @AfterEach
  void unbend() {
    demo.aws().answering("lambda:InvokeFunction", demo::invoke);
  }

  @Test
  void whatAPauseHasSkippedIsToldAndMadeUpForOnceByABackfill() {
    assertSays(
        "on holiday. Its schedule starts nothing until it is resumed.",
        Said.by("pause", "echo", "--note", "on holiday", "--stack", "demo"));
    fire("2026-03-02T03:00:00Z");
    assertSays(
        "echo was due at 2026-03-02 03:00 UTC and was skipped. The job is paused by ",
        Said.by("why", "echo", "2026-03-02 03:00", "--stack", "demo"));
    assertSays("It is resumed", Said.by("resume", "echo", "--stack", "demo"));

    var made = backfill();

    assertSays("2 of 2 asked for, 1 at a time; 0 ran already", made);
    assertSays("2 SUCCEEDED.", made);
    assertSays("0 of 2 asked for, 1 at a time; 2 ran already", backfill());
    assertSays(
        "echo was due at 2026-03-03 03:00 UTC and ran: echo/20260303T030000Z SUCCEEDED at ",
        Said.by("why", "echo", "2026-03-03 03:00", "--stack", "demo"));
  }

  private static Said backfill() {
    return Said.by(
        "backfill", "echo", "--from", "2026-03-02", "--to", "2026-03-04", "--stack", "demo");
  }

  /** The answer is lost after the function has done its work; the SDK asks again. */
  @Test
  void aRunWhoseAnswerIsLostIsAskedForAgainAndIsOne() {
    var lost = new AtomicBoolean();
    demo.aws()
        .answering(
            "lambda:InvokeFunction",
            call -> {
              var answer = demo.invoke(call);
              return lost.compareAndSet(false, true) ? FakeAws.Reply.NONE : answer;
            });

    var said = Said.by("run", "echo", "--at", "2026-04-01", "--stack", "demo");

    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(lost.get());
    assertTrue(
        said.hasInOrder(List.of("echo/", ", for 2026-04-01 00:00 UTC", "SUCCEEDED after")),
        said::toString);
    var runs = Said.by("history", "echo", "--json", "--stack", "demo").json().objects("runs");
    assertEquals(
        1,
        runs.stream()
            .filter(run -> run.text("scheduledTime").equals("2026-04-01T00:00:00Z"))
            .count(),
        runs::toString);
    var again = Said.by("rerun", said.out().split(" ", 2)[0], "--stack", "demo");
    assertEquals(0, again.exitCode(), again::toString);
    assertTrue(again.out().contains(", which ended SUCCEEDED"), again::toString);
  }

  @Test
  void nothingRecordedIsToldWithWhatTheSweepDoes() {
    assertSays(
        "What the Scheduler could not deliver is in the stack's dead letters. It is longer ago than"
            + " the job's catchUpWindow of PT24H, so it is not made up for.",
        Said.by("why", "nightly-report", "2026-03-01 02:00", "--stack", "demo"));
    assertSays(
        "Next: ecsjobs run nightly-report --at 2026-03-01T01:00:00Z --stack demo",
        Said.by("why", "nightly-report", "2026-03-01 02:00", "--stack", "demo"));
  }

  @Test
  void aRateWithoutAStartHasNoTimesToBackfill() {
    var said = Said.by("backfill", "hello", "--from", "2026-03-01", "--stack", "demo");

    assertEquals(2, said.exitCode());
    assertTrue(
        said.err().contains("hello: runs at rate(5 minutes) without a StartDate"), said::toString);
  }

  /** As the Scheduler does. */
  private static void fire(String time) {
    var body = input.replace("<aws.scheduler.scheduled-time>", time);
    assertEquals(200, demo.invoke(new FakeAws.Call("", Map.of(), body, null)).status());
  }

  private static void assertSays(String sentence, Said said) {
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(said.out().contains(sentence), said::toString);
  }
}
