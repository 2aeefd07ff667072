package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

class DescribeTasksTest {
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
  void forgetsAStoppedTaskAfterAnHour() {
    try (var ecs = bench.runsShell("exit 0").open()) {
      var arn = Bench.run(ecs).taskArn();
      bench.awaitStopped();

      bench.clockAhead = Duration.ofMinutes(59);
      assertEquals(List.of(), failures(ecs, arn));
      bench.clockAhead = Duration.ofMinutes(61);
      assertEquals(
          List.of(Failure.builder().arn(arn).reason("MISSING").build()), failures(ecs, arn));
    }
  }

  @Test
  void remembersARunningTaskForever() {
    try (var ecs = bench.runsShell("sleep 1000").open()) {
      var task = Bench.run(ecs);
      var arn = task.taskArn();
      Bench.eventually("it runs", () -> Bench.describe(ecs, task).lastStatus().equals("RUNNING"));
      bench.clockAhead = Duration.ofDays(2);

      assertEquals(List.of(), failures(ecs, arn));
    }
  }

  @Test
  void anUnknownTaskIsMissing() {
    try (var ecs = bench.open()) {
      var id = "0".repeat(32);

      assertEquals("MISSING", failures(ecs, id).getFirst().reason());
      assertEquals(Registration.taskArn(Bench.CLUSTER, id), failures(ecs, id).getFirst().arn());
      assertEquals("MISSING", failures(ecs, "../" + id).getFirst().reason());
    }
  }

  @Test
  void describesAHundredTasksAtMost() {
    try (var ecs = bench.open()) {
      var tooMany = Collections.nCopies(101, "0".repeat(32));

      assertThrows(
          InvalidParameterException.class,
          () -> ecs.describeTasks(r -> r.cluster("local").tasks(tooMany)));
    }
  }

  @Test
  void describesADefinitionsSizesWhereItHasThem() {
    bench.runsShellWithin(512, "exit 0");
    try (var ecs = bench.open()) {
      var described = ecs.describeTaskDefinition(r -> r.taskDefinition("report")).taskDefinition();

      assertEquals("256", described.cpu());
      assertEquals("512", described.memory());
      assertEquals(null, described.containerDefinitions().getFirst().memory());
    }
  }

  private static List<Failure> failures(LocalEcs ecs, String task) {
    return ecs.describeTasks(r -> r.cluster("local").tasks(task)).failures();
  }
}
