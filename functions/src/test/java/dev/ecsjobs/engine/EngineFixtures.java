package dev.ecsjobs.engine;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Array;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunFixtures;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Jobs, runs and tasks as the tests of the ports need them. */
public final class EngineFixtures {
  /** When every schedule here fires. */
  public static final Instant ONE_O_CLOCK = Instant.parse("2026-03-01T01:00:00Z");

  public static final JobName REPORT = new JobName("nightly-report");

  private EngineFixtures() {}

  /** A job without limits that is retried twice, after a minute and after two. */
  public static Job job(JobName name, Concurrency concurrency) {
    return job(name, concurrency, RetryPolicy.DEFAULT);
  }

  public static Job job(JobName name, Concurrency concurrency, RetryPolicy retry) {
    return new Job(name, task(), retry, Limits.NONE, Admission.of(concurrency));
  }

  public static TaskTemplate task() {
    return new TaskTemplate(
        "report:3",
        Optional.of("main"),
        List.of(),
        Map.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A job in which every field is given. */
  public static Job fullJob(JobName name) {
    return new Job(
        name,
        new TaskTemplate(
            "arn:aws:ecs:us-east-1:111122223333:task-definition/report:3",
            Optional.of("main"),
            List.of("sh", "-c", "echo \"hello\"", ""),
            Map.of("GREETING", "grüß Gott", "NOTHING", ""),
            OptionalInt.of(512),
            OptionalInt.of(1024),
            Optional.of("FARGATE_SPOT"),
            Optional.of(new Network(List.of("subnet-1", "subnet-2"), List.of("sg-1"), true))),
        new RetryPolicy(
            3,
            5,
            Duration.ofSeconds(5),
            1.5,
            Duration.ofMinutes(10),
            List.of(
                RetryRule.of(List.of(78, 64), Optional.empty(), RetryRule.Then.FAIL),
                RetryRule.of(List.of(), Optional.of(FailureKind.TIMED_OUT), RetryRule.Then.RETRY))),
        new Limits(
            Optional.of(Duration.ofMinutes(30)),
            Optional.of(Duration.ofHours(2)),
            Optional.of(Duration.ofMinutes(10)),
            Optional.of(Duration.ofHours(1))),
        Admission.FORBID);
  }

  public static RunId id(JobName job, Instant scheduledTime) {
    return RunId.scheduled(job, scheduledTime);
  }

  /** A run whose first attempt is being launched, as a claim finds it; due a minute later. */
  public static Run launching(Job job, Instant scheduledTime) {
    return launchingAt(job, scheduledTime, scheduledTime);
  }

  /** The same, launched some time after its scheduled time. */
  public static Run launchingAt(Job job, Instant scheduledTime, Instant now) {
    var requested =
        Run.requested(id(job.name(), scheduledTime), job, Optional.of(scheduledTime), now);
    return after(requested, new Signal.LaunchRequested(now));
  }

  /** A run that was skipped at once, because another was active. */
  public static Run skipped(Job job, Instant scheduledTime, RunId by) {
    var requested =
        Run.requested(
            id(job.name(), scheduledTime), job, Optional.of(scheduledTime), scheduledTime);
    return after(requested, RunFixtures.blocked(scheduledTime, by));
  }

  /** The run after the events that a signal brings about. */
  public static Run after(Run run, Signal signal) {
    return run.apply(run.decide(signal).events());
  }

  public static Run accepted(Run run, Instant at) {
    return after(run, new Signal.LaunchAccepted(at, 1, "task/1"));
  }

  /** The run after its first task ended with an exit code. */
  public static Run exited(Run run, Instant at, int exitCode) {
    return after(run, new Signal.TaskStopped(at, 1, stopped("task/1", exitCode, at)));
  }

  public static Run succeeded(Job job, Instant scheduledTime) {
    return exited(launching(job, scheduledTime), scheduledTime.plusSeconds(90), 0);
  }

  public static StoppedTask stopped(String task, int exitCode, Instant at) {
    return new StoppedTask(
        task,
        Optional.of("main"),
        OptionalInt.of(exitCode),
        Optional.empty(),
        Optional.of("EssentialContainerExited"),
        Optional.of("Essential container in task exited"),
        Optional.of(at.minusSeconds(10)),
        Optional.of(at));
  }

  /** A task that the platform took away before its container left an exit code. */
  public static StoppedTask interrupted(String task) {
    return new StoppedTask(
        task,
        Optional.of("main"),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of("SpotInterruption"),
        Optional.of("Your Spot Task was interrupted."),
        Optional.empty(),
        Optional.empty());
  }

  /** A run in every state a store can meet, of a job in which every field is given. */
  public static Stream<Named<Run>> inEveryState() {
    var job = fullJob(REPORT);
    var now = ONE_O_CLOCK.plusMillis(123);
    var launching = launchingAt(job, ONE_O_CLOCK, now);
    var accepted = accepted(launching, now.plusSeconds(1));
    var running =
        after(
            accepted,
            new Signal.TaskStarted(now.plusSeconds(20), 1, "task/1", now.plusSeconds(19)));
    var looked =
        after(
            after(running, seen(now.plusSeconds(70))),
            new Signal.TaskNotFound(now.plusSeconds(140), 1, "task/1"));
    var stopping = after(running, seen(now.plus(Duration.ofMinutes(31))));
    var backingOff = exited(running, now.plusSeconds(40), 1);
    var array = launchingAt(RunFixtures.withArray(job, new Array(3, 2, 0.5)), ONE_O_CLOCK, now);
    return Stream.of(
            launching,
            after(launching, new Signal.Due(now.plusSeconds(60))),
            accepted,
            running,
            looked,
            stopping,
            backingOff,
            after(backingOff, new Signal.Due(now.plusSeconds(60))),
            after(accepted, new Signal.TaskStopped(now, 1, interrupted("task/1"))),
            after(launching, refused(now)),
            exited(running, now.plusSeconds(40), 0),
            exited(running, now.plusSeconds(40), 78),
            skipped(job, ONE_O_CLOCK, id(REPORT, ONE_O_CLOCK.minusSeconds(60))),
            launchingAt(job, ONE_O_CLOCK, now.plus(Duration.ofHours(2))),
            array,
            after(array, new Signal.IndexEnded(now, 0, RunResult.SUCCEEDED)),
            launchingAt(array.job().ofIndex(1), ONE_O_CLOCK, now))
        .map(run -> Named.of(run.timeline().getLast().reason(), run));
  }

  /** Those of them that have finished. */
  public static Stream<Named<Run>> finishedInEveryWay() {
    return inEveryState().filter(run -> run.getPayload().finished().isPresent());
  }

  private static Signal seen(Instant at) {
    return new Signal.TaskSeen(at, 1, "task/1", Optional.of(at.minusSeconds(1)));
  }

  private static Signal refused(Instant at) {
    return new Signal.LaunchRefused(at, 1, FailureKind.REFUSED, "RunTask refused: AGENT.");
  }
}
