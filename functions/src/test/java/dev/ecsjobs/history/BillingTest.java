package dev.ecsjobs.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.TaskFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BillingTest {
  private static final TaskFacts FARGATE_ON_ARM =
      new TaskFacts(
          at("01:03:22.751"),
          at("01:03:29.4"),
          at("01:06:56.7"),
          Optional.of("FARGATE"),
          Optional.of("arm64"),
          OptionalInt.of(20));

  /**
   * From 01:03:22.751 to 01:06:56.7 it is 213.949 s, so 214. A quarter vCPU and half a GiB on ARM:
   * 0.25 × 0.03238 + 0.5 × 0.00356 = 0.009875 an hour; × 214 ÷ 3600 = 0.000587013….
   */
  @Test
  void countsFromThePullToTheTasksEnd() {
    assertCost("0.000587014", task(256, 512, FARGATE_ON_ARM));
  }

  /** From RUNNING to the container's end it is 30 s, and a minute is paid for on x86. */
  @Test
  void doesWithLessThanEcsTellsUsually() {
    assertCost("0.000205708", task(256, 512, TaskFacts.UNKNOWN));
  }

  @Test
  void aTaskWhoseImageWasNeverAskedForCostsNothing() {
    var task =
        new StoppedTask(
            "arn:aws:ecs:us-east-1:111122223333:task/jobs/0",
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of("TaskFailedToStart"),
            Optional.of("Timeout waiting for network interface provisioning to complete."),
            Optional.empty(),
            at("01:03:04"),
            placement(256, 512));
    assertEquals(Usage.NONE, Billing.of(task));
  }

  @Test
  void aTaskWithoutASizeOfItsOwnCountsForNothing() {
    assertEquals(Usage.NONE, Billing.of(task(0, 0, FARGATE_ON_ARM)));
  }

  private static StoppedTask task(int cpu, int memory, TaskFacts facts) {
    return new StoppedTask(
        "arn:aws:ecs:us-east-1:111122223333:task/jobs/0",
        Optional.of("main"),
        OptionalInt.of(0),
        Optional.empty(),
        Optional.of("EssentialContainerExited"),
        Optional.empty(),
        at("01:04:00"),
        at("01:04:30"),
        cpu == 0 ? Placement.UNKNOWN : placement(cpu, memory),
        facts);
  }

  private static Placement placement(int cpu, int memory) {
    return new Placement(
        Optional.empty(), OptionalInt.of(cpu), OptionalInt.of(memory), OptionalInt.empty());
  }

  private static Optional<Instant> at(String time) {
    return Optional.of(Instant.parse("2026-03-01T" + time + "Z"));
  }

  private static void assertCost(String dollars, StoppedTask task) {
    var cost = PriceTable.standard().cost(Billing.of(task));
    assertEquals(new BigDecimal(dollars), cost.dollars().setScale(9, RoundingMode.HALF_UP));
  }
}
