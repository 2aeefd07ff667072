package dev.ecsjobs.run;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Array;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Jobs, tasks and runs for tests; each run is reached by signals, as a real one is. */
public final class RunFixtures {
  public static final Instant SCHEDULED_TIME = Instant.parse("2026-03-01T01:00:00Z");
  public static final RunId RUN_ID = RunId.scheduled(new JobName("nightly-report"), SCHEDULED_TIME);

  private static final String ARN =
      "arn:aws:ecs:eu-central-1:111122223333:task/jobs/0000000000000000";

  private RunFixtures() {}

  /** How far a run's first attempt has come. */
  public enum Stage {
    REQUESTED,
    LAUNCHING,
    /** Running, but not started: ECS has accepted the task. */
    ACCEPTED,
    /** Running, and started. */
    STARTED,
    STOPPING,
    BACKING_OFF,
    FINISHED
  }

  /** No limits, the default retries, no second run at once. */
  public static Job aJob() {
    return aJob(RetryPolicy.DEFAULT);
  }

  public static Job aJob(RetryPolicy retry) {
    var task =
        new TaskTemplate(
            "nightly-report",
            Optional.of("main"),
            List.of(),
            Map.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
    return new Job(RUN_ID.job(), task, retry, Limits.NONE, Admission.FORBID);
  }

  public static Job withLimits(Job job, Limits limits) {
    return new Job(job.name(), job.task(), job.retry(), limits, job.admission());
  }

  public static Job withConcurrency(Job job, Concurrency concurrency) {
    return withAdmission(job, Admission.of(concurrency));
  }

  public static Job withArray(Job job, Array array) {
    return new Job(
        job.name(),
        job.work(),
        job.retry(),
        job.limits(),
        job.admission(),
        job.notification(),
        Optional.of(array));
  }

  public static Job withAdmission(Job job, Admission admission) {
    return new Job(job.name(), job.task(), job.retry(), job.limits(), admission);
  }

  /** The job's gate is closed: this run is inside. */
  public static Signal blocked(Instant at, RunId by) {
    return new Signal.LaunchBlocked(
        at, new Gate.OfJob(by.job(), 0), new Line(List.of(by), List.of()));
  }

  public static Limits attemptTimeout(Duration timeout) {
    return limits(Optional.of(timeout), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Limits runTimeout(Duration timeout) {
    return limits(Optional.empty(), Optional.of(timeout), Optional.empty(), Optional.empty());
  }

  public static Limits startTimeout(Duration timeout) {
    return limits(Optional.empty(), Optional.empty(), Optional.of(timeout), Optional.empty());
  }

  public static Limits startingDeadline(Duration deadline) {
    return limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(deadline));
  }

  private static Limits limits(
      Optional<Duration> attempt,
      Optional<Duration> run,
      Optional<Duration> start,
      Optional<Duration> deadline) {
    return new Limits(attempt, run, start, deadline);
  }

  /** The ARN of the task that a run's n-th attempt gets. */
  public static String aTask(int attempt) {
    return ARN + HexFormat.of().toHexDigits(attempt, 16);
  }

  /** The first attempt's task, ended by itself. */
  public static StoppedTask aStoppedTask(int exitCode) {
    return aStoppedTask(1, exitCode);
  }

  /** An attempt's task, ended by itself; whether well or not, ECS uses the same words. */
  public static StoppedTask aStoppedTask(int attempt, int exitCode) {
    return aStoppedTask(
        attempt,
        OptionalInt.of(exitCode),
        "EssentialContainerExited",
        "Essential container in task exited");
  }

  /** An attempt's task that ended in ECS's own words. */
  public static StoppedTask aStoppedTask(
      int attempt, OptionalInt exitCode, String stopCode, String stoppedReason) {
    return new StoppedTask(
        aTask(attempt),
        Optional.of("main"),
        exitCode,
        Optional.empty(),
        Optional.of(stopCode),
        Optional.of(stoppedReason),
        Optional.empty(),
        Optional.empty());
  }

  /** So many minutes after the scheduled time. */
  public static Instant minute(int minutes) {
    return second(60 * minutes);
  }

  /** So many seconds after the scheduled time. */
  public static Instant second(int seconds) {
    return SCHEDULED_TIME.plusSeconds(seconds);
  }

  public static Run aRunIn(Stage stage) {
    return aRunIn(stage, aJob());
  }

  /** A run of the job whose first attempt has come so far; stopping, it gets a limit of its own. */
  public static Run aRunIn(Stage stage, Job job) {
    return switch (stage) {
      case REQUESTED -> Run.requested(RUN_ID, job, Optional.of(SCHEDULED_TIME), SCHEDULED_TIME);
      case LAUNCHING -> after(aRunIn(Stage.REQUESTED, job), new LaunchRequested(SCHEDULED_TIME));
      case ACCEPTED ->
          after(aRunIn(Stage.LAUNCHING, job), new LaunchAccepted(second(1), 1, aTask(1)));
      case STARTED ->
          after(aRunIn(Stage.ACCEPTED, job), new TaskStarted(second(30), 1, aTask(1), second(30)));
      case STOPPING ->
          after(
              aRunIn(Stage.STARTED, withLimits(job, attemptTimeout(Duration.ofMinutes(30)))),
              new TaskSeen(minute(31), 1, aTask(1), Optional.of(second(30))));
      case BACKING_OFF ->
          after(aRunIn(Stage.STARTED, job), new TaskStopped(minute(2), 1, aStoppedTask(1)));
      case FINISHED ->
          after(aRunIn(Stage.STARTED, job), new TaskStopped(minute(2), 1, aStoppedTask(0)));
    };
  }

  /** The run after it has decided on the signals. */
  public static Run after(Run run, Signal... signals) {
    var last = run;
    for (var signal : signals) {
      last = last.apply(last.decide(signal).events());
    }
    return last;
  }
}
