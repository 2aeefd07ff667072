package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks of several containers, as processes. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("ContainersTest")
class ContainersTest {
  private static final String SLEEP = "exec sleep 1000";

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
  void theEssentialContainerDecidesAndTheSidecarIsStopped() {
    var proxy = sidecar("proxy", "trap 'exit 5' TERM; echo up; sleep 1000 & wait");
    var main = essential("main", "while [ ! -e go ]; do sleep 0.02; done; exit 3");
    try (var ecs = bench.runs(proxy, main).open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "proxy | up");
      go("main");

      var stopped = bench.awaitStopped();

      assertEquals("EssentialContainerExited", stopped.get("stopCode"));
      assertEquals("Essential container in task exited", stopped.get("stoppedReason"));
      assertEquals(3L, container(stopped, "main").get("exitCode"));
      assertEquals(5L, container(stopped, "proxy").get("exitCode"));
      assertEquals(List.of("PENDING", "RUNNING", "RUNNING", "STOPPED"), bench.statuses());
      var announced = bench.details("RUNNING").toList().getLast();
      assertEquals("STOPPED", announced.get("desiredStatus"));
      assertEquals("STOPPED", container(announced, "main").get("lastStatus"));
      assertEquals("RUNNING", container(announced, "proxy").get("lastStatus"));
    }
  }

  @Test
  void aTaskSucceedsWhoseSidecarFails() {
    var main = essential("main", "while [ ! -e go ]; do sleep 0.02; done");
    try (var ecs = bench.runs(main, sidecar("proxy", "exit 7")).open()) {
      var task = Bench.run(ecs);
      bench.awaitStarted(task, "main");
      Bench.eventually("the sidecar's end", () -> describe(ecs, task, "proxy").exitCode() != null);
      assertEquals("RUNNING", Bench.describe(ecs, task).lastStatus());
      go("main");

      var stopped = bench.awaitStopped();

      assertEquals(0L, container(stopped, "main").get("exitCode"));
      assertEquals(7L, container(stopped, "proxy").get("exitCode"));
      assertEquals("EssentialContainerExited", stopped.get("stopCode"));
    }
  }

  @Test
  void startsAContainerAfterAnotherHasSucceeded() {
    var setup = sidecar("setup", "sleep 0.2; echo done");
    var main = after("setup", ContainerCondition.SUCCESS, essential("main", "exit 0"));
    try (var ecs = bench.runs(main, setup).open()) {
      var task = Bench.run(ecs);
      bench.awaitStopped();

      var life = life(task);

      assertTrue(life.get("main").startedAt().get().isAfter(life.get("setup").endedAt().get()));
      assertEquals(List.of("PENDING", "PENDING", "RUNNING", "STOPPED"), bench.statuses());
    }
  }

  @Test
  void doesNotStartAContainerThatWaitedForASuccessThatFailed() {
    var setup = sidecar("setup", "exit 1");
    var main = after("setup", ContainerCondition.SUCCESS, essential("main", "exit 0"));
    try (var ecs = bench.runs(setup, main).open()) {
      Bench.run(ecs);

      var stopped = bench.awaitStopped();

      assertEquals("TaskFailedToStart", stopped.get("stopCode"));
      assertEquals("Task failed to start", stopped.get("stoppedReason"));
      assertEquals(1L, container(stopped, "setup").get("exitCode"));
      assertFalse(container(stopped, "main").containsKey("exitCode"));
      assertEquals(
          "CannotStartContainerError: dependency graph: failed to resolve container ordering"
              + " dependency [setup] for target [main] as dependency did not exit successfully.",
          container(stopped, "main").get("reason"));
      assertFalse(stopped.containsKey("startedAt"));
    }
  }

  @Test
  void waitsForHealthAndTellsOfIt() {
    var db =
        sidecar("db", SLEEP).toBuilder()
            .healthCheck(h -> h.command("CMD-SHELL", "[ -e " + goFile("db") + " ]").interval(1))
            .build();
    var main = after("db", ContainerCondition.HEALTHY, essential("main", SLEEP));
    try (var ecs = bench.runs(db, main).open()) {
      var task = Bench.run(ecs);
      bench.awaitStarted(task, "db");
      assertEquals("PENDING", Bench.describe(ecs, task).lastStatus());
      go("db");

      bench.awaitStarted(task, "main");

      assertEquals(HealthStatus.HEALTHY, describe(ecs, task, "db").healthStatus());
      assertEquals(HealthStatus.UNKNOWN, describe(ecs, task, "main").healthStatus());
    }
  }

  @Test
  void whoFailsTooOftenIsUnhealthyAndGoesOn() {
    var main =
        essential("main", SLEEP).toBuilder()
            .healthCheck(h -> h.command("CMD", "false").interval(1).retries(1))
            .build();
    try (var ecs = bench.runs(main).open()) {
      var task = Bench.run(ecs);

      Bench.eventually(
          "its illness", () -> Bench.describe(ecs, task).healthStatus() == HealthStatus.UNHEALTHY);

      assertEquals("RUNNING", Bench.describe(ecs, task).lastStatus());
    }
  }

  @Test
  void endsContainersInTheReverseOfTheirOrder() {
    var db = essential("db", "trap 'echo bye; exit 0' TERM; echo up; sleep 1000 & wait");
    var slow = "trap 'sleep 0.3; exit 0' TERM; echo up; sleep 1000 & wait";
    var main = after("db", ContainerCondition.START, essential("main", slow));
    try (var ecs = bench.runs(db, main).open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "db | up");
      bench.awaitLog(ecs, task, "main | up");

      ecs.stopTask(r -> r.cluster("local").task(task.taskArn()));
      bench.awaitStopped();

      var life = life(task);
      assertTrue(
          bench.folder(task).container("db").tellToEnd().isAfter(life.get("main").endedAt().get()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aContainerHasItsOwnTimeToEnd() {
    bench.stopTimeout = Duration.ofMinutes(5);
    var stubborn =
        essential("main", "trap '' TERM; echo up; while true; do sleep 0.05; done").toBuilder()
            .stopTimeout(2)
            .build();
    try (var ecs = bench.runs(stubborn).open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      ecs.stopTask(r -> r.cluster("local").task(task.taskArn()));

      assertEquals(137L, container(bench.awaitStopped(), "main").get("exitCode"));
    }
  }

  @Test
  void anEngineKilledInBetweenRepeatsNothingAndGoesOnWithTheNext() throws IOException {
    var setup = sidecar("setup", "echo ran; while [ ! -e go ]; do sleep 0.02; done");
    var main = after("setup", ContainerCondition.SUCCESS, essential("main", "echo ran; exit 3"));
    Task task;
    try (var ecs = bench.runs(setup, main).open()) {
      task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "setup | ran");
    }
    go("setup");
    Bench.eventually("the end of setup", () -> life(task).get("setup").hasEnded());
    assertFalse(life(task).get("main").hasEnded());

    try (var _ = bench.open()) {
      assertEquals(3L, container(bench.awaitStopped(), "main").get("exitCode"));
      assertEquals(List.of("main | ran", "setup | ran"), bench.lastLines(task.taskArn(), 9));
    }
    var first = List.copyOf(bench.events);
    bench.events.clear();
    assertTrue(bench.folder(task).path().resolve("told").toFile().delete());
    try (var _ = bench.open()) {
      bench.awaitTold(task);
      assertEquals(first.getLast(), bench.events.getLast(), "the same id and version");
    }
  }

  @Test
  void anEngineKilledWhileItStopsATaskStopsTheRest() throws IOException {
    Task task;
    var db = essential("db", SLEEP);
    var main = after("db", ContainerCondition.START, essential("main", SLEEP));
    try (var ecs = bench.runs(db, main).open()) {
      task = Bench.run(ecs);
      bench.awaitStarted(task, "main");
    }
    bench.folder(task).askToStop("enough");
    bench.folder(task).container("main").tellToEnd();

    try (var _ = bench.open()) {
      var stopped = bench.awaitStopped();

      assertEquals("enough", stopped.get("stoppedReason"));
      assertEquals(143L, container(stopped, "db").get("exitCode"));
      assertEquals(143L, container(stopped, "main").get("exitCode"));
    }
  }

  @Test
  void killsTheGreatestWhenAllTogetherHoldTooMuch() {
    var held = "{ head -c %d000000 /dev/zero && sleep 1000; } | tail >/dev/null";
    var main = essential("main", held.formatted(40));
    var greedy = sidecar("greedy", held.formatted(80));
    bench.runsWithin(100, main, greedy);
    try (var ecs = bench.open()) {
      var task = Bench.run(ecs);
      bench.awaitStarted(task, "main");

      Bench.eventually("a kill", () -> describe(ecs, task, "greedy").exitCode() != null);

      assertEquals(137, describe(ecs, task, "greedy").exitCode());
      assertEquals(
          "OutOfMemoryError: Container killed due to memory usage",
          describe(ecs, task, "greedy").reason());
      assertEquals("RUNNING", Bench.describe(ecs, task).lastStatus());
    }
  }

  private ContainerDefinition essential(String name, String script) {
    return Bench.container(name, "sh", "-c", script.replace(" go ", " " + goFile(name) + " "));
  }

  private ContainerDefinition sidecar(String name, String script) {
    return essential(name, script).toBuilder().essential(false).build();
  }

  private static ContainerDefinition after(
      String awaited, ContainerCondition condition, ContainerDefinition container) {
    return container.toBuilder().dependsOn(Bench.after(awaited, condition)).build();
  }

  private Path goFile(String container) {
    return elsewhere.resolve(container);
  }

  private void go(String container) {
    try {
      Files.createFile(goFile(container));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static software.amazon.awssdk.services.ecs.model.Container describe(
      LocalEcs ecs, Task task, String name) {
    return Bench.describe(ecs, task).containers().stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, ContainerLife> life(Task task) {
    try {
      return bench.folder(task).life().containers().stream()
          .collect(java.util.stream.Collectors.toMap(ContainerLife::name, c -> c));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<?, ?> container(Map<?, ?> detail, String name) {
    return Bench.container(detail, name);
  }
}
