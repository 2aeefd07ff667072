package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Task;

class IdempotencyTest {
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
  void twentyThreadsWithOneTokenStartOneTask() throws Exception {
    try (var ecs = bench.runsShell("echo ran").open();
        var threads = Executors.newFixedThreadPool(20)) {
      Callable<Task> run = () -> Bench.run(ecs);
      var arns =
          threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> run).toList()).stream()
              .map(IdempotencyTest::result)
              .map(Task::taskArn)
              .distinct()
              .toList();
      bench.awaitStopped();

      assertEquals(1, arns.size());
      assertEquals(List.of("ran"), bench.lastLines(arns.getFirst(), 100));
      assertEquals(1, bench.details("PENDING").count());
      try (var folders = Files.list(bench.tasks)) {
        assertEquals(1, folders.count());
      }
    }
  }

  @Test
  void aTokenWithOtherParametersIsAConflictThatNamesTheTask() {
    try (var ecs = bench.runsShell("exit 0").open()) {
      var task = Bench.run(ecs);
      var other = request("token").toBuilder().startedBy("somebody-else").build();

      var conflict = assertThrows(ConflictException.class, () -> ecs.runTask(other));

      assertEquals(List.of(task.taskArn()), conflict.resourceIds());
      assertEquals("ConflictException", conflict.awsErrorDetails().errorCode());
    }
  }

  @Test
  void aTokenFindsItsTaskThoughItsDefinitionIsInactive() {
    Task task;
    try (var ecs = bench.runsShell("exit 0").open()) {
      task = Bench.run(ecs);
    }
    try (var ecs = bench.open()) {
      ecs.deregisterTaskDefinition(r -> r.taskDefinition("report:1"));

      assertEquals(task.taskArn(), Bench.run(ecs).taskArn());
    }
  }

  @Test
  void withoutATokenEveryCallIsAnotherTask() {
    try (var ecs = bench.runsShell("exit 0").open()) {
      var first = ecs.runTask(request(null)).tasks().getFirst();
      var second = ecs.runTask(request(null)).tasks().getFirst();

      assertNotEquals(first.taskArn(), second.taskArn());
    }
  }

  private static Task result(Future<Task> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
