package dev.ecsjobs.engine;

import dev.ecsjobs.engine.FakeTaskLauncher.Died;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * An ECS in virtual time: tasks with drawn lives, answers that get lost, callers that die, client
 * tokens that expire, stopped tasks that are forgotten after an hour.
 */
final class SimulatedEcs implements TaskLauncher {
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final Duration CONSISTENT = Duration.ofMinutes(2);
  private static final Duration FOREVER = Duration.ofDays(300);

  /** A task's life; a task that hangs stops only when it is told to. */
  record Task(RunId run, int attempt, Instant createdAt, StoppedTask end) {
    String arn() {
      return end.task();
    }

    Optional<Instant> startsAt() {
      return end.startedAt();
    }

    Instant stopsAt() {
      return end.stoppedAt().orElseThrow();
    }

    boolean isAliveAt(Instant now) {
      return now.isBefore(stopsAt());
    }
  }

  private final Random random;
  private final InstantSource clock;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Runnable meanwhile;
  private boolean faulty = true;

  /**
   * @param meanwhile called in the midst of each call: what others do at the same time
   */
  SimulatedEcs(Random random, InstantSource clock, Runnable meanwhile) {
    this.random = random;
    this.clock = clock;
    this.meanwhile = meanwhile;
  }

  void becomeReliable() {
    faulty = false;
  }

  List<Task> tasks() {
    return new ArrayList<>(tasks.values());
  }

  @Override
  public LaunchAnswer launch(Run run, int attempt) {
    dieSometimes("before RunTask");
    if (happens(5)) {
      return new LaunchAnswer.NoAnswer("RunTask was not answered.");
    }
    var known = underToken(run.id(), attempt);
    if (known.isEmpty() && happens(10)) {
      return new LaunchAnswer.Refused(FailureKind.REFUSED, "RunTask refused: AGENT.");
    }
    var task = known.orElseGet(() -> create(run.id(), attempt));
    meanwhile.run();
    dieSometimes("after RunTask");
    return happens(10)
        ? new LaunchAnswer.NoAnswer("RunTask was not answered.")
        : new LaunchAnswer.Accepted(task.arn());
  }

  private Optional<Task> underToken(RunId run, int attempt) {
    return tasks.values().stream()
        .filter(task -> task.run().equals(run) && task.attempt() == attempt)
        .filter(task -> clock.instant().isBefore(task.stopsAt().plus(MEMORY)))
        .findFirst();
  }

  private Task create(RunId run, int attempt) {
    var now = clock.instant();
    String arn = "task/" + (tasks.size() + 1);
    var starts = now.plusSeconds(random.nextInt(5, 60));
    var stops = starts.plusSeconds(random.nextInt(1, 400));
    var task =
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3, 4 -> exits(arn, starts, stops, 0);
          case 5, 6, 7 -> exits(arn, starts, stops, 1);
          case 8 -> end(arn, Optional.of(starts), stops, "SpotInterruption", OptionalInt.empty());
          case 9 -> end(arn, Optional.empty(), stops, "TaskFailedToStart", OptionalInt.empty());
          case 10 -> exits(arn, starts, now.plus(FOREVER), 0);
          default ->
              end(
                  arn,
                  Optional.empty(),
                  now.plus(FOREVER),
                  "TaskFailedToStart",
                  OptionalInt.empty());
        };
    tasks.put(arn, new Task(run, attempt, now, task));
    return tasks.get(arn);
  }

  private static StoppedTask exits(String arn, Instant starts, Instant stops, int exitCode) {
    return end(
        arn, Optional.of(starts), stops, "EssentialContainerExited", OptionalInt.of(exitCode));
  }

  private static StoppedTask end(
      String arn, Optional<Instant> starts, Instant stops, String stopCode, OptionalInt exitCode) {
    return new StoppedTask(
        arn,
        Optional.of("main"),
        exitCode,
        Optional.empty(),
        Optional.of(stopCode),
        Optional.empty(),
        starts,
        Optional.of(stops));
  }

  @Override
  public void stop(String arn, String reason) {
    meanwhile.run();
    dieSometimes("before StopTask");
    var task = tasks.get(arn);
    var stops = clock.instant().plusSeconds(random.nextInt(1, 60));
    if (stops.isBefore(task.stopsAt())) {
      var starts = task.startsAt().filter(at -> at.isBefore(stops));
      var exitCode = starts.isPresent() ? OptionalInt.of(143) : OptionalInt.empty();
      var end = end(arn, starts, stops, "UserInitiated", exitCode);
      tasks.put(arn, new Task(task.run(), task.attempt(), task.createdAt(), end));
    }
    dieSometimes("after StopTask");
  }

  @Override
  public TaskStatus look(String arn) {
    var status = status(arn);
    meanwhile.run();
    return status;
  }

  private TaskStatus status(String arn) {
    var now = clock.instant();
    var task = tasks.get(arn);
    if (happens(10)) {
      return new TaskStatus.NoAnswer("DescribeTasks: Rate exceeded.");
    }
    boolean tooEarly = now.isBefore(task.createdAt().plus(CONSISTENT)) && happens(30);
    if (tooEarly || now.isAfter(task.stopsAt().plus(MEMORY))) {
      return new TaskStatus.NotFound();
    }
    return task.isAliveAt(now)
        ? new TaskStatus.Alive(task.startsAt().filter(at -> !at.isAfter(now)))
        : new TaskStatus.Stopped(task.end());
  }

  private void dieSometimes(String where) {
    if (happens(3)) {
      throw new Died(where);
    }
  }

  private boolean happens(int percent) {
    return faulty && random.nextInt(100) < percent;
  }
}
