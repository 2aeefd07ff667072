package dev.ecsjobs.run;

import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run's timeline tells of one attempt.
 *
 * @param launchedAt when RunTask was called for it; the last time if that was put off
 * @param changes what it got that was different
 * @param task the task's ARN; absent if ECS named none
 * @param startedAt when the task was RUNNING; absent if it never was
 * @param ended absent while it goes on
 */
public record Attempt(
    int number,
    Instant launchedAt,
    List<String> changes,
    Optional<String> task,
    Optional<Instant> startedAt,
    Optional<AttemptEnded> ended) {

  /** A run's attempts, the first of them first. */
  public static List<Attempt> of(Run run) {
    var attempts = new ArrayList<Attempt>();
    for (var event : run.timeline()) {
      if (event instanceof AttemptLaunching launching && launching.call() == 1) {
        attempts.removeIf(attempt -> attempt.number == launching.attempt());
        attempts.add(launched(launching));
      } else if (!attempts.isEmpty()) {
        attempts.add(attempts.removeLast().after(event));
      }
    }
    return attempts;
  }

  private static Attempt launched(AttemptLaunching event) {
    return new Attempt(
        event.attempt(),
        event.at(),
        event.changes(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The task's own times are better than those of the events that told them. */
  private Attempt after(RunEvent event) {
    if (event instanceof TaskAccepted accepted) {
      return new Attempt(
          number, launchedAt, changes, Optional.of(accepted.task()), startedAt, ended);
    }
    if (event instanceof TaskRunning running) {
      return new Attempt(
          number, launchedAt, changes, task, Optional.of(running.startedAt()), ended);
    }
    return event instanceof AttemptEnded end
        ? new Attempt(
            number,
            launchedAt,
            changes,
            task.or(() -> end.stopped().map(StoppedTask::task)),
            end.stopped().flatMap(StoppedTask::startedAt).or(() -> startedAt),
            Optional.of(end))
        : this;
  }

  /** When its container ended, or else when it was given up; empty while it goes on. */
  public Optional<Instant> endedAt() {
    return ended.map(end -> end.stopped().flatMap(StoppedTask::stoppedAt).orElse(end.at()));
  }
}
