package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.main;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;

class StopTaskTest {
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
  void endsTheProgramAndKeepsTheReason() {
    try (var ecs =
        bench.runsShell("trap 'echo bye; exit 5' TERM; echo up; sleep 1000 & wait").open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      var answer = stop(ecs, task, "attempt timed out");

      assertEquals("STOPPED", answer.desiredStatus());
      var stopped = bench.awaitStopped();
      assertEquals("UserInitiated", stopped.get("stopCode"));
      assertEquals("attempt timed out", stopped.get("stoppedReason"));
      assertEquals(5L, main(stopped).get("exitCode"));
      assertEquals(List.of("PENDING", "RUNNING", "RUNNING", "STOPPED"), bench.statuses());
    }
  }

  @Test
  void saysThatAUserDidItWhenNoReasonIsGiven() {
    try (var ecs = bench.runsShell("echo up; exec sleep 1000").open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      stop(ecs, task, null);

      var stopped = bench.awaitStopped();
      assertEquals("Task stopped by user", stopped.get("stoppedReason"));
      assertEquals(143L, main(stopped).get("exitCode"));
    }
  }

  @Test
  void killsAProgramThatIgnoresTheSignal() {
    bench.stopTimeout = Duration.ofMillis(300);
    try (var ecs =
        bench.runsShell("trap '' TERM; echo up; while true; do sleep 0.05; done").open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      stop(ecs, task, null);

      assertEquals(137L, main(bench.awaitStopped()).get("exitCode"));
    }
  }

  @Test
  void aContainersOwnTimeoutWins() {
    var script = "trap '' TERM; echo up; while true; do sleep 0.05; done";
    var stubborn = Bench.container("main", "sh", "-c", script).toBuilder().stopTimeout(9).build();
    bench.stopTimeout = Duration.ofHours(1);
    bench.clockAhead = Duration.ofSeconds(9);
    try (var ecs = bench.runs(stubborn).open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      stop(ecs, task, null);

      assertEquals(137L, main(bench.awaitStopped()).get("exitCode"));
    }
  }

  @Test
  void aRestartFulfilsTheWish() throws IOException {
    Task task;
    try (var ecs = bench.runsShell("echo up; exec sleep 1000").open()) {
      task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");
    }
    bench.folder(task).askToStop("deployed over"); // the first thing stopTask does, and the last

    try (var _ = bench.open()) {
      var stopped = bench.awaitStopped();
      assertEquals("deployed over", stopped.get("stoppedReason"));
      assertEquals(143L, main(stopped).get("exitCode"));
    }
  }

  @Test
  void aTaskStoppedBeforeItsStartNeverStarts() throws IOException {
    var registration = bench.runsShell("echo ran").registration(Bench.request("token"));
    TaskFolders.in(bench.cluster()).register(registration);
    var task = Task.builder().taskArn(registration.taskArn()).build();
    bench.folder(task).askToStop("changed my mind");

    try (var _ = bench.open()) {
      var stopped = bench.awaitStopped();

      assertEquals("UserInitiated", stopped.get("stopCode"));
      assertEquals("changed my mind", stopped.get("stoppedReason"));
      assertFalse(stopped.containsKey("startedAt"));
      assertEquals(List.of(), bench.lastLines(task.taskArn(), 9));
    }
  }

  @Test
  void aTaskThatEndedByItselfWasNotStopped() {
    try (var ecs = bench.runsShell("exit 0").open()) {
      var task = Bench.run(ecs);
      bench.awaitStopped();

      var answer = stop(ecs, task, "too late");

      assertEquals("Essential container in task exited", answer.stoppedReason());
    }
  }

  @Test
  void anUnknownTaskCannotBeStopped() {
    try (var ecs = bench.open()) {
      var unknown =
          Task.builder().taskArn(Registration.taskArn(Bench.CLUSTER, "0".repeat(32))).build();
      assertThrows(InvalidParameterException.class, () -> stop(ecs, unknown, null));
    }
  }

  private static Task stop(LocalEcs ecs, Task task, String reason) {
    return ecs.stopTask(r -> r.cluster("local").task(task.taskArn()).reason(reason)).task();
  }
}
