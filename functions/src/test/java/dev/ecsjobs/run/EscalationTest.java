package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attempt gets that is different, for what happened to those before it. */
class EscalationTest {
  private static final String ENI =
      "Timeout waiting for network interface provisioning to complete.";
  private static final String NO_CAPACITY = "Capacity is unavailable at this time.";

  @Test
  void theFirstAttemptIsAsTheJobHasIt() {
    assertEquals(
        new Escalation(
            Optional.empty(), Set.of(), 0, Optional.empty(), Optional.empty(), List.of()),
        Escalation.of(running(job("FARGATE_SPOT", 8192))));
  }

  @ParameterizedTest
  @CsvSource({
    "FARGATE_SPOT, SpotInterruption     SpotInterruption,  FARGATE",
    "FARGATE_SPOT, SpotInterruption     TerminationNotice, FARGATE",
    "FARGATE_SPOT, TerminationNotice    TerminationNotice, FARGATE",
    "FARGATE_SPOT, SpotInterruption,",
    "FARGATE_SPOT, InfrastructureHealth InfrastructureHealth,",
    "FARGATE_SPOT, SpotInterruption     InfrastructureHealth,",
    "FARGATE_SPOT, SpotInterruption     TaskFailedToStart,",
    "FARGATE_SPOT, SpotInterruption     InfrastructureHealth SpotInterruption, FARGATE",
    "my-spot,      SpotInterruption     SpotInterruption,",
    "             , SpotInterruption     SpotInterruption,",
  })
  void spotThatIsTakenBackTwiceIsNotTriedAThirdTime(
      String capacity, String stopCodes, String instead) {
    var run = running(job(capacity, null));
    for (var stopCode : stopCodes.split(" +", -1)) {
      run = again(run, stopped(run, stopCode, "words", Placement.UNKNOWN));
    }
    assertEquals(Optional.ofNullable(instead), Escalation.of(run).capacity());
  }

  @Test
  void aSubnetWithoutNetworkInterfacesIsLeftOut() {
    var run = running(job(null, null));
    run = again(run, stopped(run, "TaskFailedToStart", ENI, in("subnet-a")));
    assertEquals(Set.of("subnet-a"), Escalation.of(run).leftOutSubnets());

    run = again(run, stopped(run, "TaskFailedToStart", ENI, in("subnet-b")));
    run = again(run, stopped(run, "TaskFailedToStart", ENI, in("subnet-a")));
    assertEquals(Set.of("subnet-a", "subnet-b"), Escalation.of(run).leftOutSubnets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TaskFailedToStart        | CannotPullContainerError: i/o timeout
          SpotInterruption         | Timeout waiting for network interface provisioning to complete.
          """)
  void aSubnetThatIsNotToBlameStays(String stopCode, String reason) {
    var run = running(job(null, null));
    run = again(run, stopped(run, stopCode, reason, in("subnet-a")));
    assertEquals(Set.of(), Escalation.of(run).leftOutSubnets());
  }

  @Test
  void refusalsForWantOfCapacityAreCountedAndOthersAreNot() {
    var run = running(job(null, null), false);
    run = againAfter(run, refused(run, "RunTask refused: AGENT."));
    assertEquals(0, Escalation.of(run).capacityRefusals());

    run = againAfter(run, refused(run, NO_CAPACITY));
    run = againAfter(run, refused(run, NO_CAPACITY));
    assertEquals(2, Escalation.of(run).capacityRefusals());
  }

  @Test
  void memoryGrowsToTheNextSizeEachTimeUpToTheCapAndStaysThere() {
    var run = running(job(null, 3072));
    for (int memory : List.of(1024, 2048, 3072, 3072, 3072)) {
      run = again(run, outOfMemory(run, Escalation.of(run).size()));
      assertEquals(Optional.of(memory), Escalation.of(run).size().map(FargateSize::memory));
    }
    assertEquals(Optional.of(new FargateSize(512, 3072)), Escalation.of(run).size());
  }

  @Test
  void memoryStaysAsItIsWhereTheJobDoesNotLetItGrow() {
    var run = running(job(null, null));
    run = again(run, outOfMemory(run, Optional.empty()));
    assertEquals(Optional.empty(), Escalation.of(run).size());
  }

  @Test
  void whatHasGrownStaysThroughOtherFailures() {
    var run = running(job(null, 8192));
    run = again(run, outOfMemory(run, Optional.empty()));
    var grown = Escalation.of(run).size();
    run = again(run, stopped(run, "SpotInterruption", "Interrupted.", Placement.UNKNOWN));

    assertEquals(Optional.of(new FargateSize(256, 1024)), grown);
    assertEquals(grown, Escalation.of(run).size());
  }

  @Test
  void aTaskOfWhichNobodySaysHowLargeItWasIsStartedAsItWas() {
    var run = running(job(null, 8192));
    run = again(run, stopped(run, "OutOfMemory", "", Placement.UNKNOWN));
    assertEquals(Optional.empty(), Escalation.of(run).size());
  }

  @Test
  void theContainersLimitGrowsAlong() {
    var run = running(job(null, 3072));
    run = again(run, outOfMemory(run, Optional.empty(), OptionalInt.of(400)));
    assertEquals(Optional.of(400 + 512), Escalation.of(run).containerMemory());

    run = again(run, outOfMemory(run, Escalation.of(run).size(), OptionalInt.of(912)));
    assertEquals(Optional.of(912 + 1024), Escalation.of(run).containerMemory());

    run =
        again(run, outOfMemory(run, Optional.of(new FargateSize(512, 3072)), OptionalInt.of(2960)));
    assertEquals(Optional.of(2960), Escalation.of(run).containerMemory(), "at the cap");
  }

  @Test
  void theSameAttemptGetsTheSameHoweverOftenItIsLaunched() {
    var run = running(job("FARGATE_SPOT", 8192));
    run = again(run, outOfMemory(run, Optional.empty()), false);
    var repeated =
        after(
            run,
            new Due(run.dueAt().orElseThrow()),
            new Due(run.dueAt().orElseThrow().plusSeconds(300)));

    assertEquals(Escalation.of(run), Escalation.of(repeated));
    assertEquals(Escalation.of(run), Escalation.of(RunDocument.read(RunDocument.of(run))));
  }

  @Test
  void whatIsDifferentIsSaid() {
    var run = running(job("FARGATE_SPOT", 8192));
    run = again(run, stopped(run, "SpotInterruption", "Interrupted.", Placement.UNKNOWN));
    run = again(run, stopped(run, "SpotInterruption", "Interrupted.", Placement.UNKNOWN));
    run = again(run, stopped(run, "TaskFailedToStart", ENI, in("subnet-a")));
    run = again(run, outOfMemory(run, Optional.empty()), false);

    var launching = (AttemptLaunching) run.timeline().getLast();
    assertEquals(
        List.of(
            "on FARGATE, since Spot capacity was taken back twice",
            "without subnet-a, which gave no network interface",
            "with 1024 MiB instead of 512"),
        launching.changes());
    assertEquals(
        "Attempt 5 is being launched on FARGATE, since Spot capacity was taken back twice, without"
            + " subnet-a, which gave no network interface, with 1024 MiB instead of 512.",
        launching.reason());
  }

  private static Job job(String capacity, Integer growMemory) {
    var most = growMemory == null ? OptionalInt.empty() : OptionalInt.of(growMemory);
    var retry =
        new RetryPolicy(50, 50, Duration.ofSeconds(30), 1, Duration.ofSeconds(30), List.of(), most);
    var job = RunFixtures.aJob(retry);
    var task = job.task();
    var placed =
        new TaskTemplate(
            task.definition(),
            task.container(),
            task.command(),
            task.environment(),
            task.cpu(),
            task.memory(),
            Optional.ofNullable(capacity),
            task.network());
    return new Job(job.name(), placed, retry, job.limits(), job.admission());
  }

  private static Run running(Job job) {
    return running(job, true);
  }

  private static Run running(Job job, boolean accepted) {
    return aRunIn(accepted ? Stage.ACCEPTED : Stage.LAUNCHING, job);
  }

  private static Placement in(String subnet) {
    return new Placement(
        Optional.of(subnet), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  private static StoppedTask outOfMemory(Run run, Optional<FargateSize> size) {
    return outOfMemory(run, size, OptionalInt.empty());
  }

  /** Of the task definition's size, unless another is given. */
  private static StoppedTask outOfMemory(
      Run run, Optional<FargateSize> size, OptionalInt containerMemory) {
    var was = size.orElse(new FargateSize(256, 512));
    return stopped(
        run,
        "OutOfMemory",
        "Essential container in task exited",
        new Placement(
            Optional.empty(),
            OptionalInt.of(was.cpu()),
            OptionalInt.of(was.memory()),
            containerMemory));
  }

  /** The current attempt's task; out of memory, the words are the container's. */
  private static StoppedTask stopped(Run run, String stopCode, String reason, Placement placement) {
    boolean memory = stopCode.equals("OutOfMemory");
    boolean exited = memory || stopCode.equals("EssentialContainerExited");
    return new StoppedTask(
        aTask(attempt(run)),
        Optional.of("main"),
        exited ? OptionalInt.of(137) : OptionalInt.empty(),
        memory
            ? Optional.of("OutOfMemoryError: container killed due to memory usage")
            : Optional.empty(),
        Optional.of(memory ? "EssentialContainerExited" : stopCode),
        Optional.of(reason),
        Optional.empty(),
        Optional.empty(),
        placement);
  }

  private static Signal refused(Run run, String what) {
    return new LaunchRefused(later(run), attempt(run), FailureKind.REFUSED, what);
  }

  /** The next attempt, with its task, once that of this one has stopped. */
  private static Run again(Run run, StoppedTask stopped) {
    return again(run, stopped, true);
  }

  private static Run again(Run run, StoppedTask stopped, boolean accepted) {
    var next = againAfter(run, new TaskStopped(later(run), attempt(run), stopped));
    int attempt = attempt(next);
    return accepted ? after(next, new LaunchAccepted(later(next), attempt, aTask(attempt))) : next;
  }

  private static Run againAfter(Run run, Signal ending) {
    var ended = after(run, ending);
    assertTrue(ended.state() instanceof BackingOff, () -> "" + ended.state());
    return after(ended, new Due(ended.dueAt().orElseThrow()));
  }

  private static int attempt(Run run) {
    return (int)
        run.timeline().stream()
            .filter(e -> e instanceof AttemptLaunching launching && launching.call() == 1)
            .count();
  }

  private static Instant later(Run run) {
    return run.timeline().getLast().at().plusSeconds(10);
  }
}
