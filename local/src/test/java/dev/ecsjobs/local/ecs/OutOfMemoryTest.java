package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.describe;
import static dev.ecsjobs.local.ecs.Bench.main;
import static dev.ecsjobs.local.ecs.Bench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Task;

/** With real programs that hold real memory: tail keeps zeros, as they end no line. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("OutOfMemoryTest")
class OutOfMemoryTest {
  private static final String KILLED = "OutOfMemoryError: Container killed due to memory usage";

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

  private static String hold(int megabytes, String seconds) {
    return "{ head -c %d000000 /dev/zero && sleep %s; } | tail >/dev/null"
        .formatted(megabytes, seconds);
  }

  @Test
  void killsATaskThatHoldsMoreThanItMay() {
    try (var ecs = bench.runsShellWithin(64, hold(100, "1000")).open()) {
      var task = Bench.run(ecs);

      assertKilled(bench.awaitStopped());

      var seen = describe(ecs, task);
      assertEquals(KILLED, seen.containers().getFirst().reason());
      assertEquals("64", seen.memory());
      var log = bench.lastLines(task.taskArn(), 9);
      assertTrue(log.getFirst().matches("ecsjobs: killed, .* \\d+ MiB .* hold 64"), log::toString);
      assertEquals(List.of(), bench.diagnostics);
    }
  }

  @Test
  void countsAllProcessesOfTheTaskTogether() {
    var one = hold(50, "1000");
    try (var ecs = bench.runsShellWithin(80, "{ " + one + "; } & " + one).open()) {
      Bench.run(ecs);

      assertKilled(bench.awaitStopped());
    }
  }

  @Test
  void leavesATaskWithinItsLimitAlone() {
    try (var ecs = bench.runsShellWithin(200, hold(100, "0.6") + "; exit 3").open()) {
      Bench.run(ecs);

      assertLeftAlone(bench.awaitStopped());
    }
  }

  @Test
  void aTasksLimitIsRaisedByItsRequest() {
    try (var ecs = bench.runsShellWithin(64, hold(100, "0.6") + "; exit 3").open()) {
      var raised = request("token").toBuilder().overrides(o -> o.memory("200")).build();
      ecs.runTask(raised);

      assertLeftAlone(bench.awaitStopped());
      assertEquals("200", bench.awaitStopped().get("memory"));
    }
  }

  @Test
  void aContainersLimitIsItsRequests() {
    try (var ecs = bench.runsShellWithin(200, hold(100, "1000")).open()) {
      ecs.runTask(request("token", ContainerOverride.builder().name("main").memory(64).build()));

      var stopped = bench.awaitStopped();

      assertKilled(stopped);
      assertEquals("64", main(stopped).get("memory"));
      assertEquals("200", stopped.get("memory"));
    }
  }

  @Test
  void findsOutAfterARestartWhatATaskTookMeanwhile() throws IOException {
    var go = elsewhere.resolve("go");
    var script = "while [ ! -e " + go + " ]; do sleep 0.02; done; " + hold(100, "1000");
    Task task;
    try (var ecs = bench.runsShellWithin(64, script).open()) {
      task = Bench.run(ecs);
      bench.awaitStarted(task, "main");
    }
    Files.createFile(go);
    var wrapper = Bench.wrapper(bench.main(task)).orElseThrow().pid();
    var memory = TaskMemory.here(InstantSource.system());
    Bench.eventually("the memory", () -> memory.kibibytesBelow(wrapper) > 90_000);

    try (var _ = bench.open()) {
      assertKilled(bench.awaitStopped());
    }
  }

  @Test
  void killsAfterARestartWhatItWasAboutToKill() throws IOException {
    Task task;
    try (var ecs = bench.runsShellWithin(64, "sleep 1000").open()) {
      task = Bench.run(ecs);
      bench.awaitStarted(task, "main");
    }
    bench.main(task).markOutOfMemory("it held too much");

    try (var _ = bench.open()) {
      assertKilled(bench.awaitStopped());
      assertEquals("it held too much", bench.lastLines(task.taskArn(), 9).getFirst());
    }
  }

  @Test
  void aTaskThatEndedByItselfBeforeTheKillWasNotKilled() throws IOException {
    try (var ecs = bench.runsShellWithin(64, "exit 3").open()) {
      var task = Bench.run(ecs);
      bench.awaitStopped();

      bench.main(task).markOutOfMemory("it held too much");

      assertEquals(3, describe(ecs, task).containers().getFirst().exitCode());
      assertEquals(null, describe(ecs, task).containers().getFirst().reason());
    }
  }

  @Test
  void seesTheMemoryOfChildrenOnLinux() throws IOException {
    assumeTrue(ProcMemory.isHere());
    assertSeesChildren(new ProcMemory());
  }

  @Test
  void seesTheMemoryOfChildrenWhereThereIsOnlyPs() throws IOException {
    var seconds = new AtomicLong(); // fast enough that it asks each time
    assertSeesChildren(new PsMemory(() -> Instant.ofEpochSecond(seconds.addAndGet(10))));
  }

  private static void assertSeesChildren(TaskMemory memory) throws IOException {
    // Two shells deep, so that it is children's children that hold it.
    var holder = new ProcessBuilder("sh", "-c", "sh -c '" + hold(100, "1000") + "'; exit").start();
    try {
      Bench.eventually("100 MB", () -> memory.kibibytesBelow(holder.pid()) > 95_000);
      assertTrue(memory.kibibytesBelow(holder.pid()) < 200_000);
    } finally {
      holder.descendants().toList().forEach(ProcessHandle::destroyForcibly);
      holder.destroyForcibly();
    }
    Bench.eventually("nothing", () -> memory.kibibytesBelow(holder.pid()) == 0);
  }

  private static void assertKilled(Map<?, ?> stopped) {
    assertEquals(137L, main(stopped).get("exitCode"));
    assertEquals(KILLED, main(stopped).get("reason"));
    assertEquals("EssentialContainerExited", stopped.get("stopCode"));
    assertEquals("Essential container in task exited", stopped.get("stoppedReason"));
  }

  private static void assertLeftAlone(Map<?, ?> stopped) {
    assertEquals(3L, main(stopped).get("exitCode"));
    assertFalse(main(stopped).containsKey("reason"));
  }
}
