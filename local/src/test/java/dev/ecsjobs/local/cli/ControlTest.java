package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people want of jobs beside their schedules, on this machine. */
class ControlTest {
  @TempDir private static Path folder;
  private static Workplace workplace;

  @BeforeAll
  static void setUp() {
    workplace =
        Workplace.in(
            folder,
            TestTemplate.real()
                .withJob(
                    "echo",
                    "{\"maxAttempts\": 1}",
                    "echo \"for $JOB_SCHEDULED_TIME in ${COLOUR:-black}\"; exit ${CODE:-0}"));
  }

  @Test
  void aPauseIsToldByWhyKeepsABackfillAwayAndEnds() {
    var paused = workplace.ecsjobs("pause", "nightly-report", "--note", "the source moves.");
    assertTrue(
        paused
            .out()
            .matches(
                "(?s)The job is paused by \\S+ since \\S+: the source moves\\. Its schedule starts"
                    + " nothing until it is resumed\\.\\s*"),
        paused::toString);

    assertSays("The job is paused already", workplace.ecsjobs("pause", "nightly-report"));
    assertSays(
        "the source moves. Unless it is resumed before, the run is skipped.",
        workplace.ecsjobs("why", "nightly-report", "tomorrow", "02:00"));
    var backfill = workplace.ecsjobs("backfill", "nightly-report", "--from", "2026-03-01");
    assertEquals(2, backfill.exitCode());
    assertTrue(
        backfill.err().contains("resume it first: ecsjobs resume nightly-report"),
        backfill::toString);

    assertSays(
        "It is resumed and runs when it is next due.",
        workplace.ecsjobs("resume", "nightly-report"));
    assertEquals(
        "The job is not paused; nothing to do.",
        workplace.ecsjobs("resume", "nightly-report", "--json").json().text("reason"));
  }

  @Test
  void aWrongNameIsToldWithThoseThatAreNear() {
    for (var command :
        List.of(
            List.of("pause", "ecco"),
            List.of("resume", "ecco"),
            List.of("run", "ecco"),
            List.of("backfill", "ecco", "--from", "2026-03-01"))) {
      var said = workplace.ecsjobs(command.toArray(String[]::new));

      assertEquals(2, said.exitCode(), said::toString);
      assertTrue(said.err().contains("There is no job ecco here "), said::toString);
      assertTrue(said.err().contains("Write echo instead."), said::toString);
    }
    var why = workplace.ecsjobs("why", "ecco", "02:00");
    assertEquals(2, why.exitCode(), why::toString);
    assertTrue(why.out().contains("Nobody has heard of ecco"), why::toString);
    assertTrue(why.out().contains("Write echo instead."), why::toString);
  }

  @Test
  void aRunForATimeIsToldItAndAskedForTwiceItIsOne() {
    var command =
        new String[] {
          "run", "echo", "--at", "2025-06-01 03:00", "--env", "COLOUR=green", "--request", "mine"
        };

    var first = workplace.ecsjobs(command);

    assertEquals(0, first.exitCode(), first::toString);
    assertTrue(
        first.hasInOrder(
            List.of("echo/", ", for 2025-06-01 03:00 UTC", "| for 2025-06-01T03:00:00Z in green")),
        first::toString);
    assertEquals(withoutTimes(first), withoutTimes(workplace.ecsjobs(command)));
    var why = workplace.ecsjobs("why", "echo", "2025-06-01 03:00");
    assertTrue(why.out().contains("Somebody also asked for it: " + id(first)), why::toString);
  }

  @Test
  void whatIsNoTimeIsToldHowOneIsWritten() {
    for (var command :
        List.of(
            List.of("run", "echo", "--at", "soon"),
            List.of("why", "echo", "soon"),
            List.of("backfill", "echo", "--from", "soon"))) {
      var said = workplace.ecsjobs(command.toArray(String[]::new));

      assertEquals(2, said.exitCode(), said::toString);
      assertTrue(said.err().startsWith("'soon' is no time. Write it as"), said::toString);
    }
  }

  @Test
  void aRerunIsForTheTimeOfTheRunThatItRepeats() {
    var failed = workplace.ecsjobs("run", "echo", "--at", "2025-05-01 03:00", "--env", "CODE=3");
    assertEquals(1, failed.exitCode(), failed::toString);

    var again = workplace.ecsjobs("rerun", id(failed));

    assertEquals(0, again.exitCode(), again::toString);
    assertTrue(
        again.hasInOrder(
            List.of(
                "repeats " + id(failed) + ", which ended FAILED",
                "| for 2025-05-01T03:00:00Z in black",
                "SUCCEEDED after")),
        again::toString);
    var none = workplace.ecsjobs("rerun", "echo/20250101T000000Z");
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("There is no run echo/20250101T000000Z."), none::toString);
  }

  @Test
  void aBackfillRunsEveryTimeOnce() {
    var command =
        new String[] {
          "backfill", "echo", "--from", "2026-03-01", "--to", "2026-03-04", "--parallelism", "2"
        };
    var dry = workplace.ecsjobs(with("--dry-run", command));
    assertTrue(
        dry.hasInOrder(
            List.of(
                "2026-03-01 03:00 UTC",
                "echo/20260301T030000Z",
                "run it: nothing is recorded",
                "3 runs would be asked for, 2 at a time.")),
        dry::toString);

    var first = workplace.ecsjobs(command);

    assertEquals(0, first.exitCode(), first::toString);
    assertTrue(
        first.hasInOrder(List.of("3 of 3 asked for, 2 at a time; 0 ran already", "3 SUCCEEDED.")),
        first::toString);
    var again = workplace.ecsjobs(command);
    assertEquals(0, again.exitCode(), again::toString);
    assertTrue(
        again.hasInOrder(
            List.of(
                "echo/20260301T030000Z  ran already: SUCCEEDED",
                "0 of 3 asked for, 2 at a time; 3 ran already",
                "There was nothing to run.")),
        again::toString);
    var why = workplace.ecsjobs("why", "echo", "2026-03-02", "03:00", "--json").json();
    assertEquals("Ran", why.text("answer"));
    assertEquals("echo/20260302T030000Z", why.text("run"));
    assertEquals("ecsjobs show echo/20260302T030000Z", why.text("next"));
  }

  @Test
  void aBackfillThatCannotBeMeantIsRefused() {
    assertRefused("which is still to come", "--from", "2026-03-01", "--to", "2199-01-01");
    assertRefused("which is not before --to", "--from", "2026-03-02", "--to", "2026-03-01");
    assertRefused("--parallelism is 0.", "--from", "2026-03-01", "--parallelism", "0");
    assertRefused("is due more than 1,000 times", "--from", "2020-01-01");
    assertRefused("is never due from", "--from", "2026-03-01", "--to", "2026-03-01 01:00");
  }

  private static void assertRefused(String sentence, String... options) {
    var arguments = new ArrayList<>(List.of("backfill", "echo"));
    arguments.addAll(List.of(options));
    var said = workplace.ecsjobs(arguments.toArray(String[]::new));
    assertEquals(2, said.exitCode(), said::toString);
    assertTrue(said.err().contains(sentence), said::toString);
  }

  private static void assertSays(String sentence, Said said) {
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(said.out().contains(sentence), said::toString);
  }

  private static String[] with(String option, String... command) {
    return Stream.concat(Stream.of(command), Stream.of(option)).toArray(String[]::new);
  }

  private static String withoutTimes(Said said) {
    return said.out().replaceAll("after [0-9.]+ s", "after A WHILE");
  }

  private static String id(Said run) {
    return run.out().substring(0, run.out().indexOf(' '));
  }
}
