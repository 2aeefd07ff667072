package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.container;
import static dev.ecsjobs.local.ecs.Bench.describe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.Task;

/** Where a container engine answers; elsewhere all of this is left out. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("containers")
class RealContainersTest {
  private static final String IMAGE = Images.BUSYBOX;
  private static Optional<ContainerEngine> engine;

  @TempDir Path elsewhere;
  private Bench bench;

  @BeforeAll
  static void find() throws IOException, InterruptedException {
    engine = ContainerEngine.here();
    assumeTrue(engine.isPresent(), "No container engine answers `docker info` here.");
    assumeTrue(Images.hasBusybox(), "The image " + IMAGE + " is not here and cannot be pulled.");
  }

  @BeforeEach
  void open(@TempDir Path tasks) {
    bench = new Bench(tasks);
    bench.engine = engine;
  }

  @AfterEach
  void clean() throws IOException {
    bench.close();
  }

  @Test
  void runsTheImagesOwnProgramsWithTheTasksEnvironmentAlone() {
    var main =
        inImage("main").toBuilder()
            .entryPoint("sh", "-c")
            .command("echo \"$FROM in $(pwd) as $(id -u), machine's: $JAVA_HOME$USER\"; exit 3")
            .workingDirectory("/var")
            .user("1000")
            .build();
    try (var ecs = bench.runs(main).open()) {
      var task = Bench.run(ecs);

      var stopped = bench.awaitStopped();

      assertEquals(
          List.of("task in /var as 1000, machine's: "), bench.lastLines(task.taskArn(), 9));
      assertEquals(3L, container(stopped, "main").get("exitCode"));
      assertEquals("EssentialContainerExited", stopped.get("stopCode"));
      assertTrue(stopped.containsKey("pullStartedAt"));
      assertTrue(stopped.containsKey("pullStoppedAt"));
      assertEquals(List.of("PENDING", "RUNNING", "RUNNING", "STOPPED"), bench.statuses());
      assertEquals(List.of(), containersOf(task), "they are removed");
      assertEquals(List.of(), bench.diagnostics);
    }
  }

  @Test
  void aContainerThatTakesTooMuchMemoryIsKilledByTheEngine() {
    var main = shell("main", "{ head -c 100000000 /dev/zero && sleep 1000; } | tail >/dev/null");
    try (var ecs = bench.runsWithin(32, main).open()) {
      Bench.run(ecs);

      var stopped = bench.awaitStopped();

      assertEquals(137L, container(stopped, "main").get("exitCode"));
      assertEquals(
          "OutOfMemoryError: Container killed due to memory usage",
          container(stopped, "main").get("reason"));
      assertEquals("Essential container in task exited", stopped.get("stoppedReason"));
    }
  }

  @Test
  void anImageThatCannotBeHadIsWhyTheTaskFailedToStart() {
    // Nobody listens on port 1, so this needs no network and no registry.
    var main = shell("main", "true").toBuilder().image("localhost:1/nothing:here").build();
    try (var ecs = bench.runs(main).open()) {
      var task = Bench.run(ecs);

      var stopped = bench.awaitStopped();

      assertEquals("TaskFailedToStart", stopped.get("stopCode"));
      var reason = stopped.get("stoppedReason").toString();
      assertTrue(reason.startsWith("CannotPullContainerError: Error response from daemon"), reason);
      assertEquals(reason, container(stopped, "main").get("reason"));
      assertFalse(container(stopped, "main").containsKey("exitCode"));
      assertFalse(stopped.containsKey("startedAt"));
      assertFalse(stopped.containsKey("pullStoppedAt"));
      assertEquals(List.of("PENDING", "PENDING", "STOPPED"), bench.statuses());
      assertEquals(
          List.of(
              "ecsjobs: the image localhost:1/nothing:here cannot be had; --processes may run the"
                  + " command without it",
              reason.replace("CannotPullContainerError: ", "")),
          bench.lastLines(task.taskArn(), 9));
      assertEquals(List.of(), containersOf(task));
    }
  }

  @Test
  void aStopEndsAPullThatTakesForEver() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var image = "localhost:%d/nothing:here".formatted(silent.getLocalPort());
      var main = shell("main", "true").toBuilder().image(image).build();
      try (var ecs = bench.runs(main).open()) {
        var task = Bench.run(ecs);
        awaitConnection(silent);

        ecs.stopTask(r -> r.cluster("local").task(task.taskArn()).reason("enough"));

        var stopped = bench.awaitStopped();
        assertEquals("UserInitiated", stopped.get("stopCode"));
        assertFalse(container(stopped, "main").containsKey("reason"));
        assertFalse(stopped.containsKey("startedAt"));
      }
    }
  }

  private static void awaitConnection(ServerSocket silent) throws IOException {
    silent.setSoTimeout(10_000);
    try {
      silent.accept();
    } catch (SocketTimeoutException _) {
      abort("The container engine runs on another machine than the test.");
    }
  }

  @Test
  void aProgramThatTheImageDoesNotHaveIsWhyTheTaskFailedToStart() {
    try (var ecs = bench.runs(inImage("main", "no-such-program")).open()) {
      Bench.run(ecs);

      var stopped = bench.awaitStopped();

      assertEquals("TaskFailedToStart", stopped.get("stopCode"));
      var reason = stopped.get("stoppedReason").toString();
      assertTrue(reason.startsWith("CannotStartContainerError: "), reason);
      assertTrue(reason.contains("executable file not found"), reason);
      assertFalse(container(stopped, "main").containsKey("exitCode"));
    }
  }

  @Test
  void aContainerMayCleanUpWhenItsTaskIsStopped() {
    var main = shell("main", "trap 'echo bye; exit 5' TERM; echo up; sleep 1000 & wait");
    try (var ecs = bench.runs(main).open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      ecs.stopTask(r -> r.cluster("local").task(task.taskArn()).reason("enough"));

      var stopped = bench.awaitStopped();
      assertEquals("UserInitiated", stopped.get("stopCode"));
      assertEquals("enough", stopped.get("stoppedReason"));
      assertEquals(5L, container(stopped, "main").get("exitCode"));
      assertEquals(List.of("up", "bye"), bench.lastLines(task.taskArn(), 9));
    }
  }

  @Test
  void aContainerThatIgnoresTheSignalIsKilled() {
    bench.stopTimeout = Duration.ofSeconds(1);
    // The first process of a container ignores what it does not handle.
    try (var ecs = bench.runs(shell("main", "echo up; sleep 1000; true")).open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      ecs.stopTask(r -> r.cluster("local").task(task.taskArn()));

      assertEquals(137L, container(bench.awaitStopped(), "main").get("exitCode"));
    }
  }

  @Test
  void containersOfOneTaskFindEachOtherOnLocalhost() {
    var server =
        shell("server", "while true; do echo hello | nc -l -p 8080; done").toBuilder()
            .essential(false)
            .healthCheck(h -> h.command("CMD-SHELL", "netstat -lnt | grep -q :8080").interval(1))
            .build();
    var client =
        shell("client", "nc 127.0.0.1 8080 </dev/null; grep host.docker.internal /etc/hosts")
            .toBuilder()
            .dependsOn(Bench.after("server", ContainerCondition.HEALTHY))
            .build();
    bench.runsInOneNetwork(server, client);
    bench.stopTimeout = Duration.ofSeconds(1);
    try (var ecs = bench.open()) {
      var task = ecs.runTask(bench.requestOnFargate("token")).tasks().getFirst();

      var stopped = bench.awaitStopped();

      var log = bench.lastLines(task.taskArn(), 9);
      assertTrue(log.contains("client | hello"), log::toString);
      assertEquals(0L, container(stopped, "client").get("exitCode"));
      assertEquals(137L, container(stopped, "server").get("exitCode"), "it ignores SIGTERM");
      assertEquals(
          HealthStatus.HEALTHY, describe(ecs, task).containers().getFirst().healthStatus());
      assertEquals(List.of(), containersOf(task), "nor what held the network");
    }
  }

  @Test
  void containersOfOneTaskShareItsVolumes() {
    var setup =
        shell("setup", "echo prepared >/work/file").toBuilder()
            .essential(false)
            .mountPoints(mount("work", "/work", false))
            .build();
    var main =
        shell("main", "cat /work/file; echo x >/work/file").toBuilder()
            .mountPoints(mount("work", "/work", true))
            .dependsOn(Bench.after("setup", ContainerCondition.SUCCESS))
            .build();
    try (var ecs = bench.runsWithVolume("work", setup, main).open()) {
      var task = Bench.run(ecs);

      assertEquals(1L, container(bench.awaitStopped(), "main").get("exitCode"), "read-only");
      assertTrue(bench.lastLines(task.taskArn(), 9).contains("main | prepared"));
      assertEquals(List.of(), docker("volume", "ls", "-q", "--filter", "name=" + id(task)).lines());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aKilledEngineLosesNothingAndRepeatsNothing() throws IOException {
    var wait = "echo ran; while [ ! -e /elsewhere/go ]; do sleep 0.05; done; exit 3";
    var main =
        shell("main", wait).toBuilder()
            .mountPoints(mount("elsewhere", "/elsewhere", false))
            .build();
    bench.runsWithHostFolder("elsewhere", elsewhere, main);
    Task task;
    try (var ecs = bench.open()) {
      task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "ran");
    }
    Files.createFile(elsewhere.resolve("go"));
    var exit = bench.main(task).path().resolve("exit");
    Bench.eventually("the exit code", () -> Files.exists(exit));

    try (var _ = bench.open()) {
      assertEquals(3L, container(bench.awaitStopped(), "main").get("exitCode"));
      assertEquals(List.of("ran"), bench.lastLines(task.taskArn(), 9));
      assertEquals(List.of(), containersOf(task));
    }
  }

  @Test
  void aContainerWhoseWrapperWasKilledIsRemovedAndItsTaskLost() throws IOException {
    Task task;
    try (var ecs = bench.runs(shell("main", "echo up; sleep 1000")).open()) {
      task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");
    }
    Bench.kill(Bench.wrapper(bench.main(task)).orElseThrow());
    assertEquals(1, containersOf(task).size(), "it goes on by itself");

    try (var _ = bench.open()) {
      var stopped = bench.awaitStopped();

      assertTrue(stopped.get("stoppedReason").toString().startsWith("Host EC2 (instance "));
      assertFalse(container(stopped, "main").containsKey("exitCode"));
      assertEquals(List.of(), containersOf(task));
    }
  }

  @Test
  void aContainerThatSomebodyElseRemovedIsLost() throws IOException {
    try (var ecs = bench.runs(shell("main", "echo up; sleep 1000")).open()) {
      var task = Bench.run(ecs);
      bench.awaitLog(ecs, task, "up");

      docker("rm", "--force", containersOf(task).getFirst());

      // Killed first, and removed then: what the wrapper sees of it depends on who is faster.
      var exitCode = container(bench.awaitStopped(), "main").get("exitCode");
      assertTrue(exitCode == null || exitCode.equals(137L), () -> "" + exitCode);
    }
  }

  private static MountPoint mount(String volume, String path, boolean readOnly) {
    return MountPoint.builder().sourceVolume(volume).containerPath(path).readOnly(readOnly).build();
  }

  private static ContainerDefinition shell(String name, String script) {
    return inImage(name, "sh", "-c", script);
  }

  private static ContainerDefinition inImage(String name, String... command) {
    return Bench.container(name, command).toBuilder().image(IMAGE).build();
  }

  private static List<String> containersOf(Task task) {
    try {
      return docker("ps", "--all", "--quiet", "--filter", "name=" + id(task)).lines();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String id(Task task) {
    return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
  }

  private record Answer(int exitCode, List<String> lines) {}

  private static Answer docker(String... words) throws IOException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Bench.eventually("the end of " + command, () -> !process.isAlive());
    return new Answer(process.exitValue(), output.lines().toList());
  }
}
