package dev.ecsjobs.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.TaskFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What three runs cost, worked out by hand from the price table; docs/history.md shows the same.
 * Prices of an hour in us-east-1: vCPU 0.04048 and GiB 0.004445 on x86, 0.03238 and 0.00356 on ARM;
 * in eu-central-1 on x86 0.04656 and 0.00511. Spot is 0.4 of it.
 */
class RunCostTest {
  private static final Path PAGE = Path.of("../docs/history.md");
  private static final Instant ONE = EngineFixtures.ONE_O_CLOCK;
  private static final RetryPolicy AT_ONCE =
      new RetryPolicy(3, 3, Duration.ZERO, 1, Duration.ZERO, List.of());

  /**
   *
   *
   * <ul>
   *   <li>A quarter vCPU and half a GiB for 40 s: a minute is paid for. 0.25 × 0.04048 + 0.5 ×
   *       0.004445 = 0.0123425 an hour; × 60 ÷ 3600 = 0.000205708.
   *   <li>One vCPU and 2 GiB on ARM; the first attempt fails after 95.2 s, which are 96, the second
   *       takes 612 s. 0.03238 + 2 × 0.00356 = 0.0395 an hour; × 96 ÷ 3600 = 0.001053333 in vain; ×
   *       708 ÷ 3600 = 0.007768333 in all.
   *   <li>Half a vCPU and 4 GiB on Spot in Frankfurt for 2 h 5 min 0.5 s, which are 7501 s. (0.5 ×
   *       0.04656 + 4 × 0.00511) × 0.4 = 0.04372 × 0.4 = 0.017488 an hour; × 7501 ÷ 3600 =
   *       0.036438191.
   * </ul>
   */
  @ParameterizedTest
  @CsvSource({
    "us-east-1,    FARGATE,      x86_64, 256,  512,  40 0,        0.000205708, 0",
    "us-east-1,    FARGATE,      arm64,  1024, 2048, 95.2 1 612 0, 0.007768333, 0.001053333",
    "eu-central-1, FARGATE_SPOT, x86_64, 512,  4096, 7500.5 0,    0.036438191, 0",
  })
  void isAsWorkedOutByHand(
      String region,
      String capacity,
      String architecture,
      int cpu,
      int memory,
      String secondsAndExitCodes,
      String dollars,
      String inVain)
      throws IOException {
    var run = run(region, capacity, architecture, cpu, memory, secondsAndExitCodes.split(" "));
    var spending = RunSummary.of(run).orElseThrow().spending();
    var prices = PriceTable.standard();
    assertEquals(dollars, prices.cost(spending.used()).plain());
    assertEquals(inVain, prices.cost(spending.wasted()).plain());
    assertTrue(prices.cost(spending.used()).isComplete());
    assertTrue(Files.readString(PAGE).contains(" = " + dollars + " "), dollars + " on " + PAGE);
  }

  @Test
  void whatAJobCostsIsTheSumOfItsRuns() {
    var first = run("us-east-1", "FARGATE", "x86_64", 256, 512, "40", "0");
    var second = run("us-east-1", "FARGATE", "arm64", 1024, 2048, "95.2", "1", "612", "0");
    var job = JobSummary.none(EngineFixtures.REPORT);
    job = job.plus(RunSummary.of(first).orElseThrow()).plus(RunSummary.of(second).orElseThrow());
    // 0.000205708… + 0.007768333…
    assertEquals("0.007974042", PriceTable.standard().cost(job.spending().used()).plain());
  }

  private static Run run(
      String region, String capacity, String architecture, int cpu, int memory, String... ends) {
    var job = EngineFixtures.job(EngineFixtures.REPORT, Concurrency.ALLOW, AT_ONCE);
    var run = EngineFixtures.launching(job, ONE);
    var at = ONE;
    for (int i = 0; i < ends.length; i += 2) {
      int attempt = 1 + i / 2;
      var task = "arn:aws:ecs:%s:111122223333:task/jobs/%032d".formatted(region, attempt);
      var end = at.plusMillis(Math.round(Double.parseDouble(ends[i]) * 1000));
      run = EngineFixtures.after(run, new Signal.LaunchAccepted(at, attempt, task));
      var stopped =
          new StoppedTask(
              task,
              Optional.of("main"),
              OptionalInt.of(Integer.parseInt(ends[i + 1])),
              Optional.empty(),
              Optional.of("EssentialContainerExited"),
              Optional.of("Essential container in task exited"),
              Optional.of(at),
              Optional.of(end),
              new Placement(
                  Optional.empty(),
                  OptionalInt.of(cpu),
                  OptionalInt.of(memory),
                  OptionalInt.empty()),
              new TaskFacts(
                  Optional.of(at),
                  Optional.of(at),
                  Optional.of(end),
                  Optional.of(capacity),
                  Optional.of(architecture),
                  OptionalInt.of(20)));
      run = EngineFixtures.after(run, new Signal.TaskStopped(end, attempt, stopped));
      at = end;
    }
    return run;
  }
}
