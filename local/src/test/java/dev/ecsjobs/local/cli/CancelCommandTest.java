package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that do not end by themselves: cancelled, stopped by a limit, killed for their memory. */
class CancelCommandTest {
  @TempDir Path folder;

  @Test
  void endsARunThatAnotherProcessRunsAndSaysWhy() {
    var template = TestTemplate.quiet().withJob("endless", "{\"maxAttempts\": 3}", "sleep 600");
    var workplace = Workplace.in(folder, template);
    try (var run = workplace.child("run", "endless")) {
      run.awaitLine("Attempt 1 is running.");
      var id = run.lines().getFirst().split(" ", 2)[0];

      var said = workplace.ecsjobs("cancel", id, "--reason", "wrong day.");

      assertEquals(0, said.exitCode(), said::toString);
      assertTrue(
          said.hasInOrder(
              List.of(
                  "Attempt 1 is being stopped: somebody asked for it: wrong day.",
                  "The run was cancelled. Somebody asked for it: wrong day.",
                  "CANCELLED after")),
          said::toString);
      assertEquals(1, run.exitCode());
      var again = workplace.ecsjobs("cancel", id);
      assertEquals(2, again.exitCode());
      assertTrue(again.err().contains("has ended already: CANCELLED."), again::toString);
    }
  }

  @Test
  void refusesARunThereIsNot() {
    var said =
        Workplace.in(folder, TestTemplate.quiet()).ecsjobs("cancel", "hello/20260301T010000Z");

    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("There is no run hello/20260301T010000Z."), said::toString);
  }

  @Test
  void theSampleThatHangsIsStoppedByItsLimit() {
    var template =
        TestTemplate.quiet()
            .replacing("\"attemptTimeout\": \"PT5S\"", "\"attemptTimeout\": \"PT1S\"");
    var said = Workplace.in(folder, template).ecsjobs("run", "hangs");

    assertEquals(1, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "Attempt 1 is being stopped: its attemptTimeout of 1 s has passed.",
                "Without a rule that says so, TIMED_OUT is not retried.",
                "FAILED after")),
        said::toString);
  }

  @Test
  void theSampleThatEatsMemoryGetsMoreOfIt() {
    var template =
        TestTemplate.quiet()
            .replacing("\"initialDelay\": \"PT2S\"", "\"initialDelay\": \"PT0.1S\"");
    var said = Workplace.in(folder, template).ecsjobs("run", "eats-memory");

    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "Attempt 1 failed: container main used more memory than it was given. To mend it:",
                "Attempt 2 is being launched with 1024 MiB instead of 512.",
                "SUCCEEDED after")),
        said::toString);
  }
}
