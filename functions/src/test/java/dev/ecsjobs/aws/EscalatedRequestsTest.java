package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.engine.EngineFixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** The RunTask call of an attempt after what happened to those before it. */
class EscalatedRequestsTest {
  private static final RetryPolicy RETRY =
      new RetryPolicy(
          50, 50, Duration.ofSeconds(5), 1, Duration.ofSeconds(5), List.of(), OptionalInt.of(3072));

  @Test
  void twoSpotInterruptionsBringOnDemandCapacity() {
    var run = run("FARGATE_SPOT");
    assertEquals("FARGATE_SPOT", provider(run));
    run = spotInterrupted(run);
    assertEquals("FARGATE_SPOT", provider(run));
    run = spotInterrupted(run);
    assertEquals("FARGATE", provider(run));
  }

  @Test
  void subnetsWithoutNetworkInterfacesAreLeftOutUntilNoneWouldBeLeft() {
    var run = run("FARGATE");
    assertEquals(List.of("a", "b", "c"), subnets(run));
    run = withoutInterface(run, "b");
    assertEquals(List.of("a", "c"), subnets(run));
    run = withoutInterface(run, "a");
    assertEquals(List.of("c"), subnets(run));
    run = withoutInterface(run, "c");
    assertEquals(List.of("a", "b", "c"), subnets(run), "all gave trouble, so all are tried again");
  }

  @Test
  void aJobsOwnSingleSubnetIsNeverLeftOut() {
    var run = withoutInterface(run("FARGATE", Optional.of(List.of("x"))), "x");
    assertEquals(List.of("x"), subnets(run));
    assertEquals(List.of("x"), subnets(refused(run)));
  }

  @Test
  void eachRefusalForWantOfCapacityLeavesOutAnotherSubnet() {
    var run = run("FARGATE");
    var tried = new ArrayList<List<String>>();
    for (int i = 0; i < 4; i++) {
      run = refused(run);
      tried.add(subnets(run));
    }
    assertEquals(
        List.of(List.of("b", "c"), List.of("a", "c"), List.of("a", "b"), List.of("b", "c")), tried);
  }

  @Test
  void refusalsRotateAmongTheSubnetsThatAreLeft() {
    var run = refused(withoutInterface(run("FARGATE"), "a"));
    assertEquals(List.of("c"), subnets(run));
    assertEquals(List.of("b"), subnets(refused(run)));
  }

  @ParameterizedTest
  @CsvSource({"0, ,", "1, 256, 1024", "2, 256, 2048", "3, 512, 3072", "4, 512, 3072"})
  void afterRunningOutOfMemoryTheNextSizeIsAskedFor(int times, String cpu, String memory) {
    var run = run("FARGATE");
    int[][] sizes = {{256, 512}, {256, 1024}, {256, 2048}, {512, 3072}};
    for (int i = 0; i < times; i++) {
      run = outOfMemory(run, sizes[Math.min(i, 3)][0], sizes[Math.min(i, 3)][1]);
    }
    var overrides = request(run).overrides();
    assertEquals(cpu, overrides.cpu());
    assertEquals(memory, overrides.memory());
    // The container's limit of 400 MiB grows by what the task's does.
    var limit = overrides.containerOverrides().getFirst().memory();
    int[] limits = {0, 912, 1424, 1424, 400};
    if (times == 0) {
      assertNull(limit);
    } else {
      assertEquals(limits[times], limit);
    }
  }

  @Test
  void theSameAttemptGivesTheSameRequestTwice() {
    var run = refused(withoutInterface(spotInterrupted(spotInterrupted(run("FARGATE_SPOT"))), "a"));
    run = outOfMemory(run, 256, 512);
    int attempt = attempt(run);
    var again = after(run, new Signal.Due(run.dueAt().orElseThrow()));
    var stored = RunDocument.read(RunDocument.of(again));
    var put =
        after(run, new Signal.LaunchDeferred(later(run), attempt, Duration.ofMinutes(1), "Rate."));

    for (var same : List.of(run, again, stored, put)) {
      assertEquals(request(run), request(same, attempt));
      assertEquals(request(run).toString(), request(same, attempt).toString());
    }
  }

  private static Run run(String capacity) {
    return run(capacity, Optional.empty());
  }

  private static Run run(String capacity, Optional<List<String>> subnets) {
    var plain = task();
    var task =
        new TaskTemplate(
            plain.definition(),
            plain.container(),
            plain.command(),
            plain.environment(),
            plain.cpu(),
            plain.memory(),
            Optional.of(capacity),
            subnets.map(s -> new Network(s, List.of(), false)));
    return launching(new Job(REPORT, task, RETRY, Limits.NONE, Admission.FORBID), ONE_O_CLOCK);
  }

  private static RunTaskRequest request(Run run) {
    return request(run, attempt(run));
  }

  private static RunTaskRequest request(Run run, int attempt) {
    var stacks = new Network(List.of("a", "b", "c"), List.of(), false);
    return new RunTaskRequests("ecsjobs", "cluster", stacks).of(run, attempt, "main");
  }

  private static String provider(Run run) {
    return request(run).capacityProviderStrategy().getFirst().capacityProvider();
  }

  private static List<String> subnets(Run run) {
    return request(run).networkConfiguration().awsvpcConfiguration().subnets();
  }

  private static int attempt(Run run) {
    return ((Launching) run.state()).attempt();
  }

  private static Run spotInterrupted(Run run) {
    return ended(run, "SpotInterruption", "Your Spot Task was interrupted.", Placement.UNKNOWN);
  }

  private static Run withoutInterface(Run run, String subnet) {
    return ended(
        run,
        "TaskFailedToStart",
        "Timeout waiting for network interface provisioning to complete.",
        new Placement(
            Optional.of(subnet), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()));
  }

  private static Run outOfMemory(Run run, int cpu, int memory) {
    return ended(
        run,
        "OutOfMemory",
        "Essential container in task exited",
        new Placement(
            Optional.of("a"), OptionalInt.of(cpu), OptionalInt.of(memory), OptionalInt.of(400)));
  }

  private static Run refused(Run run) {
    return next(
        after(
            run,
            new Signal.LaunchRefused(
                later(run), attempt(run), FailureKind.REFUSED, "Capacity is unavailable.")));
  }

  private static Run ended(Run run, String stopCode, String reason, Placement placement) {
    boolean memory = stopCode.equals("OutOfMemory");
    var stopped =
        new StoppedTask(
            "task/" + attempt(run),
            Optional.of("main"),
            memory ? OptionalInt.of(137) : OptionalInt.empty(),
            memory ? Optional.of("OutOfMemoryError: killed") : Optional.empty(),
            Optional.of(memory ? "EssentialContainerExited" : stopCode),
            Optional.of(reason),
            Optional.empty(),
            Optional.empty(),
            placement);
    return next(after(run, new Signal.TaskStopped(later(run), attempt(run), stopped)));
  }

  private static Run next(Run run) {
    return after(run, new Signal.Due(run.dueAt().orElseThrow()));
  }

  private static Instant later(Run run) {
    return run.timeline().getLast().at().plusSeconds(1);
  }
}
