package dev.ecsjobs.local.page;

import dev.ecsjobs.engine.InMemoryHistory;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.TaskFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs that are played to the moment wanted, by the signals that real ones get. */
final class Played {
  final InMemoryRunStore runs = new InMemoryRunStore();
  final InMemoryHistory history = new InMemoryHistory();
  private int tasks;

  static Job job(String name, int maxAttempts, Duration delay) {
    var task =
        new TaskTemplate(
            name,
            Optional.of("main"),
            List.of(),
            Map.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
    return new Job(
        new JobName(name),
        task,
        new RetryPolicy(maxAttempts, 5, delay, 2, Duration.ofHours(1), List.of()),
        new Limits(
            Optional.of(Duration.ofMinutes(30)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofHours(1))),
        Admission.ALLOW);
  }

  /** A run that is going on, and the time it has come to. */
  final class Going {
    private Run run;
    private Instant at;
    private int attempt;
    private String task = "";
    private Instant pulling = Instant.EPOCH;

    private Going(Job job, Instant scheduled) {
      run =
          Run.requested(
              RunId.scheduled(job.name(), scheduled), job, Optional.of(scheduled), scheduled);
      at = scheduled;
      var before = run;
      runs.claim(before);
      signal(new Signal.LaunchRequested(at));
    }

    /** The next attempt's task starts running, so long after it was launched. */
    Going starts(Duration after) {
      attempt++;
      task =
          "arn:aws:ecs:eu-central-1:111122223333:task/ecsjobs/"
              + HexFormat.of().toHexDigits(0x5eed0000_00000000L + ++tasks)
              + "0000000000000000";
      signal(new Signal.LaunchAccepted(at.plusMillis(300), attempt, task));
      pulling = at.plus(after.dividedBy(2));
      at = at.plus(after);
      return signal(new Signal.TaskStarted(at, attempt, task, at));
    }

    /** Its task ends by itself. */
    Going exits(Duration after, int code) {
      return stops(
          after,
          OptionalInt.of(code),
          "EssentialContainerExited",
          "Essential container in task exited");
    }

    Going stops(Duration after, OptionalInt code, String stopCode, String stoppedReason) {
      var started = at;
      at = at.plus(after);
      return signal(
          new Signal.TaskStopped(
              at,
              attempt,
              new StoppedTask(
                  task,
                  Optional.of("main"),
                  code,
                  Optional.empty(),
                  Optional.of(stopCode),
                  Optional.of(stoppedReason),
                  Optional.of(started),
                  Optional.of(at),
                  new Placement(
                      Optional.empty(),
                      OptionalInt.of(512),
                      OptionalInt.of(1024),
                      OptionalInt.empty()),
                  new TaskFacts(
                      Optional.of(pulling),
                      Optional.of(started.minusSeconds(1)),
                      Optional.of(at.plusSeconds(3)),
                      Optional.of("FARGATE"),
                      Optional.of("arm64"),
                      OptionalInt.empty()))));
    }

    /** The time of the next attempt has come. */
    Going isDue() {
      at = run.dueAt().orElseThrow();
      return signal(new Signal.Due(at));
    }

    String task() {
      return task;
    }

    RunId id() {
      return run.id();
    }

    private Going signal(Signal signal) {
      var after = run.apply(run.decide(signal).events());
      runs.commit(run, after);
      run = after;
      RunSummary.of(run).ifPresent(history::record);
      return this;
    }
  }

  Going run(Job job, Instant scheduled) {
    return new Going(job, scheduled);
  }
}
