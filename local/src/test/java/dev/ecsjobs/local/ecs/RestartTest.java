package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.describe;
import static dev.ecsjobs.local.ecs.Bench.main;
import static dev.ecsjobs.local.ecs.Bench.request;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.Task;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("RestartTest")
class RestartTest {
  @TempDir Path elsewhere;
  private Bench bench;

  @BeforeEach
  void open(@TempDir Path tasks) {
    bench = new Bench(tasks);
  }

  @AfterEach
  void clean() throws IOException {
    bench.close();
  }

  @Test
  void startsATaskThatWasRegisteredAndNotStarted() throws IOException {
    bench.runsShell("echo ran");
    var task = registered();

    try (var _ = bench.open()) {
      bench.awaitStopped();

      assertEquals(List.of("ran"), bench.lastLines(task.taskArn(), 9));
    }
  }

  @Test
  void neverRunsATaskTwiceWhoeverStartsIt() throws Exception {
    bench.runsShell("echo ran; while [ ! -e " + elsewhere + "/go ]; do sleep 0.02; done");
    var task = registered();
    // The wrapper of an engine that died after starting it, and those of two engines at once.
    var wrapper = TaskProcess.start(bench.main(task));

    try (var ecs = bench.open();
        var _ = bench.open()) {
      bench.awaitLog(ecs, task, "ran");
      assertTrue(TaskProcess.start(bench.main(task)).waitFor(30, SECONDS), "does nothing");
      Files.createFile(elsewhere.resolve("go"));
      bench.awaitStopped();

      assertEquals(List.of("ran"), bench.lastLines(task.taskArn(), 9));
    } finally {
      wrapper.destroy();
    }
  }

  @Test
  void followsATaskThatRan() throws IOException {
    Task task;
    try (var ecs =
        bench
            .runsShell("while [ ! -e " + elsewhere + "/go ]; do sleep 0.02; done; exit 3")
            .open()) {
      task = Bench.run(ecs);
      Bench.eventually("running", () -> bench.details("RUNNING").findAny().isPresent());
    }
    bench.events.clear();
    try (var ecs = bench.open()) {
      Bench.eventually("running", () -> bench.details("RUNNING").findAny().isPresent());
      assertEquals("RUNNING", describe(ecs, task).lastStatus());

      Files.createFile(elsewhere.resolve("go"));

      assertEquals(3L, main(bench.awaitStopped()).get("exitCode"));
    }
  }

  @Test
  void tellsTheTrueEndOfATaskThatEndedMeanwhile() throws IOException {
    Task task;
    try (var ecs = bench.runsShell("sleep 0.2; exit 3").open()) {
      task = Bench.run(ecs);
      var claim = bench.main(task).path().resolve("claim");
      Bench.eventually("the claim", () -> Files.isSymbolicLink(claim)); // it may have ended since
    }
    var exit = bench.main(task).path().resolve("exit");
    Bench.eventually("the exit code", () -> Files.exists(exit));
    var ended = Files.getLastModifiedTime(exit).toInstant();
    bench.events.clear();

    try (var ecs = bench.open()) {
      var stopped = bench.awaitStopped();

      assertEquals(3L, main(stopped).get("exitCode"));
      assertEquals(ended, describe(ecs, task).executionStoppedAt());
      assertEquals(ended.truncatedTo(MILLIS).toString(), stopped.get("stoppedAt"));
    }
  }

  @Test
  void tellsTheEndAgainUntilTheSinkHasTakenIt() {
    Task task;
    try (var ecs = bench.runsShell("exit 0").open()) {
      task = Bench.run(ecs);
      bench.awaitTold(task);
    }
    var first = bench.events.getLast();
    bench.events.clear();
    assertTrue(bench.folder(task).path().resolve("told").toFile().delete());

    try (var _ = bench.open()) {
      bench.awaitStopped();
      bench.awaitTold(task);
      assertEquals(first, bench.events.getLast());
    }
    bench.events.clear();
    try (var ecs = bench.open()) {
      // Told now: the next task's events are the only ones.
      bench.awaitTold(ecs.runTask(request("another")).tasks().getFirst());
      assertEquals(1, bench.details("STOPPED").count());
    }
  }

  @Test
  void tellsThatTheHostLostATaskWhoseWrapperIsGone() throws IOException {
    Task task;
    try (var ecs = bench.runsShell("sleep 1000").open()) {
      task = Bench.run(ecs);
      bench.awaitStarted(task, "main");
    }
    Bench.kill(Bench.wrapper(bench.main(task)).orElseThrow());

    try (var ecs = bench.open()) {
      var stopped = bench.awaitStopped();

      assertFalse(stopped.containsKey("stopCode"));
      assertFalse(main(stopped).containsKey("exitCode"));
      assertEquals("RUNNING", main(stopped).get("lastStatus"));
      assertTrue(stopped.get("stoppedReason").toString().startsWith("Host EC2 (instance "));
      assertEquals("STOPPED", describe(ecs, task).lastStatus());
    }
  }

  @Test
  void endsAProgramThatOutlivedItsWrapperBeforeItCountsAsStopped() throws IOException {
    try (var ecs = bench.runsShell("sleep 1000").open()) {
      var task = Bench.run(ecs);
      bench.awaitStarted(task, "main");
      var program = bench.main(task).child().orElseThrow().pid();
      Bench.wrapper(bench.main(task)).orElseThrow().destroyForcibly();

      bench.awaitStopped();

      Bench.eventually(
          "the program's end",
          () -> ProcessHandle.of(program).filter(p -> !Bench.isGone(p)).isEmpty());
    }
  }

  @Test
  void doesNotTakeAnotherProcessWithTheSameIdForTheTask() throws IOException {
    bench.runsShell("exit 0");
    var task = registered();
    var folder = bench.main(task);
    var stranger = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.createSymbolicLink(
          folder.path().resolve("claim"), Path.of(Long.toString(stranger.pid())));
      folder.facts().put("started", Long.toString(stranger.pid()));
      Files.setLastModifiedTime(
          folder.path().resolve("started"),
          FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));

      try (var _ = bench.open()) {
        assertTrue(bench.awaitStopped().get("stoppedReason").toString().startsWith("Host "));
        assertTrue(stranger.isAlive());
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aTaskThatCannotBeReadStopsNobodyElse() throws IOException {
    Files.createDirectories(bench.tasks.resolve("0".repeat(32)));
    try (var ecs = bench.runsShell("exit 0").open()) {
      Bench.run(ecs);

      bench.awaitStopped();

      assertEquals(1, bench.diagnostics.size());
      assertTrue(bench.diagnostics.getFirst().contains("0".repeat(32)));
    }
  }

  /** As an engine leaves it that dies right after. */
  private Task registered() throws IOException {
    var task = bench.registration(request("token"));
    assertTrue(TaskFolders.in(bench.cluster()).register(task));
    return Task.builder().taskArn(task.taskArn()).build();
  }
}
