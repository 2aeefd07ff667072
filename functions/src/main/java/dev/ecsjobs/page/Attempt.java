package dev.ecsjobs.page;

import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
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
    return dev.ecsjobs.run.Attempt.of(run).stream().map(Attempt::drawn).toList();
  }

  private static Attempt drawn(dev.ecsjobs.run.Attempt attempt) {
    return new Attempt(
        attempt.number(),
        attempt.launchedAt(),
        attempt.changes(),
        attempt.task(),
        attempt.startedAt(),
        attempt
            .ended()
            .map(e -> new End(attempt.endedAt().orElseThrow(), e.outcome(), e.stopped())));
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
