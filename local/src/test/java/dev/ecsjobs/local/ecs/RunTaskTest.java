package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.container;
import static dev.ecsjobs.local.ecs.Bench.describe;
import static dev.ecsjobs.local.ecs.Bench.main;
import static dev.ecsjobs.local.ecs.Bench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.model.Ulimit;

class RunTaskTest {
  private Bench bench;

  @BeforeEach
  void open(@TempDir Path tasks) {
    bench = new Bench(tasks);
  }

  @AfterEach
  void clean() throws IOException {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3})
  void tellsTheExitCodeOfTheProgram(long code) {
    try (var ecs = bench.runsShell("exit " + code).open()) {
      var task = Bench.run(ecs);

      var stopped = bench.awaitStopped();

      assertEquals(code, main(stopped).get("exitCode"));
      assertEquals("EssentialContainerExited", stopped.get("stopCode"));
      assertEquals("Essential container in task exited", stopped.get("stoppedReason"));
      assertEquals("STOPPED", describe(ecs, task).lastStatus());
      assertEquals((int) code, describe(ecs, task).containers().getFirst().exitCode());
    }
  }

  @Test
  void tellsEveryStepInOrder() {
    try (var ecs = bench.runsShell("exit 0").open()) {
      bench.awaitTold(Bench.run(ecs));

      assertEquals(List.of("PENDING", "RUNNING", "STOPPED"), bench.statuses());
      assertEquals(
          List.of(1L, 2L, 3L), bench.details().map(d -> (Object) d.get("version")).toList());
      assertEquals(List.of(), bench.diagnostics);
    }
  }

  @Test
  void tellsTheStepsOfATasksNetworkInterfaceToo() {
    try (var ecs = bench.runsOnFargate("exit 0").open()) {
      var task = ecs.runTask(bench.requestOnFargate("token")).tasks().getFirst();
      assertEquals("PROVISIONING", task.lastStatus());
      bench.awaitTold(task);

      assertEquals(
          List.of("PROVISIONING", "PENDING", "RUNNING", "DEPROVISIONING", "STOPPED"),
          bench.statuses());
      assertEquals(
          List.of(1L, 2L, 3L, 4L, 5L),
          bench.details().map(d -> (Object) d.get("version")).toList());
    }
  }

  @Test
  void answersAtOnceWithATaskThatIsPending() {
    try (var ecs = bench.runsShell("exit 0").open()) {
      var task = Bench.run(ecs);

      assertEquals("PENDING", task.lastStatus());
      assertEquals("RUNNING", task.desiredStatus());
      assertEquals("family:report", task.group());
      assertTrue(
          task.taskArn().matches("arn:aws:ecs:us-east-1:000000000000:task/local/[0-9a-f]{32}"));
    }
  }

  @Test
  void overridesCommandAndEnvironment() {
    var override =
        ContainerOverride.builder()
            .name("main")
            .command("sh", "-c", "echo \"$FROM, $QUOTED\"; env | grep dotted")
            .environment(
                pair("FROM", "override"), pair("QUOTED", "it's $HOME"), pair("dotted.name", "1"))
            .build();
    try (var ecs = bench.runs(container("main", "false")).open()) {
      // The shell would drop the dotted name, so the program reads its environment itself.
      var printer = override.toBuilder().command("env").build();
      var task = ecs.runTask(request("a", override)).tasks().getFirst();
      var printed = ecs.runTask(request("b", printer)).tasks().getFirst();

      bench.awaitLog(ecs, task, "override, it's $HOME");
      bench.awaitLog(ecs, printed, "dotted.name=1");
    }
  }

  @Test
  void putsTheCommandBehindTheEntryPoint() {
    var main =
        Bench.container("main", "a", "b").toBuilder().entryPoint("printf", "%s-%s\\n").build();
    try (var ecs = bench.runs(main).open()) {
      bench.awaitLog(ecs, Bench.run(ecs), "a-b");
    }
  }

  @Test
  void keepsOutputAndErrorsTogetherAndGivesTheLastLines() {
    try (var ecs = bench.runsShell("echo one; echo two >&2; echo three").open()) {
      var task = Bench.run(ecs);
      bench.awaitStopped();

      assertEquals(List.of("two", "three"), bench.lastLines(task.taskArn(), 2));
      assertEquals(List.of("one", "two", "three"), bench.lastLines(task.taskArn(), 9));
      assertEquals(List.of(), bench.lastLines(task.taskArn() + "0", 9));
    }
  }

  @Test
  void saysWhatAProcessHasToDoWithout() {
    var main =
        container("main", "echo", "done").toBuilder()
            .user("1000")
            .privileged(false)
            .dockerLabels(Map.of("a", "b"))
            .ulimits(Ulimit.builder().name("nofile").softLimit(1).hardLimit(1).build())
            .build();
    try (var ecs = bench.runs(main).open()) {
      var task = Bench.run(ecs);
      bench.awaitStopped();

      assertEquals(
          List.of("ecsjobs: not honoured, since a task is a process here: ulimits, user", "done"),
          bench.lastLines(task.taskArn(), 9));
    }
  }

  @Test
  void doesNotStartAContainerWhoseCommandOnlyItsImageKnows() {
    try (var ecs = bench.runs(container("main")).open()) {
      var task = Bench.run(ecs);

      var stopped = bench.awaitStopped();

      assertEquals("TaskFailedToStart", stopped.get("stopCode"));
      assertTrue(stopped.get("stoppedReason").toString().contains("without a container engine"));
      assertFalse(main(stopped).containsKey("exitCode"));
      assertFalse(stopped.containsKey("startedAt"));
      assertEquals(TaskStopCode.TASK_FAILED_TO_START, describe(ecs, task).stopCode());
      assertEquals(List.of("PENDING", "STOPPED"), bench.statuses());
    }
  }

  @Test
  void endsAProgramThatIsNotFoundAsAShellDoes() {
    try (var ecs = bench.runs(container("main", "no-such-program")).open()) {
      var task = Bench.run(ecs);

      assertEquals(127L, main(bench.awaitStopped()).get("exitCode"));
      assertTrue(bench.lastLines(task.taskArn(), 1).getFirst().contains("no-such-program"));
    }
  }

  @Test
  void leavesNothingOfAProgramThatEnded() {
    // What a container's first process leaves behind dies with it.
    try (var ecs = bench.runsShell("sleep 1000 & echo $!").open()) {
      var task = Bench.run(ecs);
      bench.awaitStopped();
      var left = Long.parseLong(bench.lastLines(task.taskArn(), 1).getFirst());

      Bench.eventually(
          "the end of what was left",
          () -> ProcessHandle.of(left).filter(p -> !Bench.isGone(p)).isEmpty());
    }
  }

  @Test
  void keepsTheTerminalsSignalsAwayFromTheTask() {
    // A session of its own: the process that leads it is the wrapper, not our terminal's shell.
    try (var ecs = bench.runsShell("ps -o pgid= -p $$; sleep 1000").open()) {
      var task = Bench.run(ecs);
      Bench.eventually("a line", () -> !bench.lastLines(task.taskArn(), 1).isEmpty());

      var group = bench.lastLines(task.taskArn(), 1).getFirst().strip();

      assertEquals(Bench.wrapper(bench.main(task)).orElseThrow().pid(), Long.parseLong(group));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyValuePair pair(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }
}
