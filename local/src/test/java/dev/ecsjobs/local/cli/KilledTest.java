package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.local.engine.TestTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process with the engine is killed as by {@code kill -9}; another one goes on. */
class KilledTest {
  /** Two attempts of a second, the first of which fails; each leaves its traces. */
  private static final String SCRIPT =
      """
      echo "$JOB_ATTEMPT begins" >> FILE
      sleep 1
      echo "$JOB_ATTEMPT ends" >> FILE
      exit $((2 - JOB_ATTEMPT))
      """;

  private static final List<String> BOTH_ONCE = List.of("1 begins", "1 ends", "2 begins", "2 ends");

  @TempDir Path folder;

  @Test
  void betweenTwoAttemptsTheRunGoesOnWhenTheEngineIsUpAgain() throws IOException {
    var workplace = workplace("PT1S");
    try (var run = workplace.child("run", "slow")) {
      run.awaitLine("Attempt 2 starts at ");
      run.kill();
    }
    assertEquals(List.of("1 begins", "1 ends"), traces());
    try (var up = workplace.child("up")) {
      up.awaitLine("The run succeeded. It took 2 attempts.");
      assertNothingTwice(workplace);
    }
  }

  @Test
  void inTheMiddleOfAnAttemptItsTaskGoesOnAndIsTakenUp() throws IOException {
    var workplace = workplace("PT0.1S");
    try (var run = workplace.child("run", "slow")) {
      run.awaitLine("Attempt 1 is running.");
      run.kill();
    }
    Eventually.holds("the task's own end", () -> traces().contains("1 ends")); // nobody watches
    try (var up = workplace.child("up")) {
      up.awaitLine("Attempt 1 failed: container main exited with code 1.");
      up.awaitLine("The run succeeded. It took 2 attempts.");
      assertNothingTwice(workplace);
    }
  }

  @Test
  void whileAnotherProcessIsAttachedThatOneTakesOver() throws Exception {
    var workplace = workplace("PT0.1S");
    Said said;
    try (var up = workplace.child("up")) {
      up.awaitLine("Ctrl-C ends it.");
      var attached = CompletableFuture.supplyAsync(() -> workplace.ecsjobs("run", "slow"));
      up.awaitLine("Attempt 1 is running."); // the run that was asked for here runs there
      up.kill();
      said = attached.get(60, TimeUnit.SECONDS);
    }
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "Attempt 1 is running.", "Attempt 1 failed", "Attempt 2 succeeded", "SUCCEEDED")),
        said::toString);
    assertNothingTwice(workplace);
  }

  private Workplace workplace(String delay) {
    var retry = "{\"maxAttempts\": 3, \"initialDelay\": \"" + delay + "\"}";
    var script = SCRIPT.replace("FILE", folder.resolve("traces").toString());
    return Workplace.in(folder, TestTemplate.quiet().withJob("slow", retry, script));
  }

  private void assertNothingTwice(Workplace workplace) throws IOException {
    Eventually.holds("the run in the history", () -> !history(workplace).isEmpty());
    assertEquals(BOTH_ONCE, traces());
    assertEquals(1, history(workplace).size());
    var id = history(workplace).getFirst().text("run");
    var timeline = workplace.ecsjobs("show", id, "--json").json().objects("timeline");
    for (var event : List.of("AttemptLaunching", "TaskAccepted", "TaskRunning", "AttemptEnded")) {
      assertEquals(List.of(1, 2), attempts(timeline, event), () -> event + " in " + id);
    }
  }

  private static List<Document> history(Workplace workplace) {
    return workplace.ecsjobs("history", "--json").json().objects("runs");
  }

  private static List<Integer> attempts(List<Document> timeline, String event) {
    return timeline.stream()
        .filter(e -> e.text("event").equals(event))
        .map(e -> e.integer("attempt"))
        .toList();
  }

  private List<String> traces() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("traces"))) {
      return lines.toList();
    }
  }
}
