package dev.ecsjobs.page;

import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.ArrayProgressed;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.ArrayStopping;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.CancelNoted;
import dev.ecsjobs.run.RunEvent.LaunchDeferred;
import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunEvent.QueueLookedAt;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunEvent.RunQueued;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.TaskFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attempt as it is drawn, whether it has ended or not.
 *
 * @param changes what it got that was different
 * @param end absent while it goes on
 */
record Attempt(
    int number,
    Instant launchedAt,
    List<String> changes,
    Optional<String> task,
    Optional<Instant> startedAt,
    Optional<End> end) {

  /** How and when it ended; {@code stopped} are ECS's own words. */
  record End(Instant at, Outcome outcome, Optional<StoppedTask> stopped) {}

  /** A run's attempts, the first of them first. */
  static List<Attempt> of(Run run) {
    var attempts = new ArrayList<Attempt>();
    for (var event : run.timeline()) {
      switch (event) {
        case AttemptLaunching e
            when attempts.isEmpty() || attempts.getLast().number != e.attempt() ->
            attempts.add(
                new Attempt(
                    e.attempt(),
                    e.at(),
                    e.changes(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        case TaskAccepted e -> attempts.add(attempts.removeLast().accepted(e.task()));
        case TaskRunning e -> attempts.add(attempts.removeLast().started(e.startedAt()));
        case AttemptEnded e -> attempts.add(attempts.removeLast().ended(e));
        case RunQueued _,
            QueueLookedAt _,
            AttemptLaunching _,
            LaunchDeferred _,
            CancelNoted _,
            TaskLookedAt _,
            LongRunningSeen _,
            StopRequested _,
            ArrayStarted _,
            ArrayProgressed _,
            ArrayStopping _,
            RetryScheduled _,
            RunFinished _ -> {}
      }
    }
    return attempts;
  }

  private Attempt accepted(String arn) {
    return new Attempt(number, launchedAt, changes, Optional.of(arn), startedAt, end);
  }

  private Attempt started(Instant at) {
    return new Attempt(number, launchedAt, changes, task, Optional.of(at), end);
  }

  /** The task's own times are better than those of the events that told them. */
  private Attempt ended(AttemptEnded ended) {
    var stopped = ended.stopped();
    return new Attempt(
        number,
        launchedAt,
        changes,
        task.or(() -> stopped.map(StoppedTask::task)),
        stopped.flatMap(StoppedTask::startedAt).or(() -> startedAt),
        Optional.of(
            new End(
                stopped.flatMap(StoppedTask::stoppedAt).orElse(ended.at()),
                ended.outcome(),
                stopped)));
  }

  Mark mark() {
    return end.map(e -> e.outcome() instanceof Outcome.Succeeded ? Mark.SUCCEEDED : Mark.FAILED)
        .orElse(startedAt.isPresent() ? Mark.RUNNING : Mark.STARTING);
  }

  /** When it ended, or else now. */
  Instant until(Instant now) {
    return end.map(End::at).orElse(now);
  }

  /** A stretch of it, by what was done: the class of its colour, its name. */
  record Phase(String css, String name, Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  /** What it spent its time on, as far as ECS told. */
  List<Phase> phases(Instant now) {
    var phases = new ArrayList<Phase>();
    var until = until(now);
    var running = startedAt.filter(at -> at.isBefore(until)).orElse(until);
    var facts = end.flatMap(End::stopped).map(StoppedTask::facts).orElse(TaskFacts.UNKNOWN);
    var pull = facts.pullStartedAt().filter(at -> !at.isBefore(launchedAt) && at.isBefore(running));
    phases.add(new Phase("start", "provisioning", launchedAt, pull.orElse(running)));
    pull.ifPresent(
        at ->
            phases.add(
                new Phase(
                    "pull",
                    "pulling the image",
                    at,
                    facts.pullStoppedAt().filter(end -> !end.isAfter(running)).orElse(running))));
    startedAt.ifPresent(_ -> phases.add(new Phase(mark().css(), "running", running, until)));
    return phases;
  }
}
