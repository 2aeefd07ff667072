package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

class SpotTest {
  private static final RunTaskRequest ON_SPOT =
      Bench.request("token").toBuilder()
          .networkConfiguration(FargateTasks.threeZones())
          .capacityProviderStrategy(
              CapacityProviderStrategyItem.builder()
                  .capacityProvider("FARGATE_SPOT")
                  .weight(1)
                  .build())
          .build();

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  @Test
  void anInterruptionWarnsWithSigtermAndIsToldAsSuch() throws Exception {
    bench.runsOnFargate(
        "trap 'echo warned; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
    try (var ecs = bench.open()) {
      var task = ecs.runTask(ON_SPOT).tasks().getFirst();
      assertEquals("FARGATE_SPOT", task.capacityProviderName());
      assertEquals(LaunchType.FARGATE, task.launchType());
      bench.awaitLog(ecs, task, "ready");
      assertEquals(Checked.valid(task.taskArn()), new Interruption(bench.tasks).of(task.taskArn()));
      var stopped = bench.awaitStopped();
      bench.awaitLog(ecs, task, "warned");
      assertEquals("SpotInterruption", stopped.get("stopCode"));
      assertEquals("Your Spot Task was interrupted.", stopped.get("stoppedReason"));
      var warning =
          bench.details("RUNNING").filter(d -> "STOPPED".equals(d.get("desiredStatus"))).toList();
      assertEquals("SpotInterruption", warning.getFirst().get("stopCode"));
    }
  }

  @Test
  void interruptsNothingThatIsNotOnSpot() throws Exception {
    bench.runsOnFargate("sleep 600");
    try (var ecs = bench.open()) {
      var task = ecs.runTask(bench.requestOnFargate("1")).tasks().getFirst();
      var answer = new Interruption(bench.tasks).of(task.taskArn());
      var problems = assertInstanceOf(Checked.Invalid.class, answer).problems();
      assertTrue(problems.getFirst().toString().contains("FARGATE_SPOT"), problems.toString());
    }
  }
}
