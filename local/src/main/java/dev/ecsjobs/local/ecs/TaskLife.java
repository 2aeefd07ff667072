package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Everything known about one task at one moment.
 *
 * @param asked a user's wish that it stop; see {@link #stop}
 */
record TaskLife(Registration task, Instant createdAt, Phase phase, Optional<Stop> asked) {

  /** A user's wish that the task stop. */
  record Stop(String reason, Instant at) {}

  /** ECS's words for why a task stopped; it has no code for a lost host. */
  record StopWords(Optional<TaskStopCode> code, String reason) {}

  /** Begins as ECS begins when an instance dies under a task, so that it is classified alike. */
  private static final String HOST_LOST =
      "Host EC2 (instance i-local) terminated. The task's process is gone and left no exit code:"
          + " this machine was restarted, or somebody killed the process.";

  /** The wish that counts: a task that had ended by itself was not stopped by a user. */
  Optional<Stop> stop() {
    return asked.filter(stop -> endedAt().isEmpty() || !endedAt().get().isBefore(stop.at()));
  }

  Optional<Instant> startedAt() {
    return switch (phase) {
      case Waiting _, NeverStarted _ -> Optional.empty();
      case Running running -> Optional.of(running.startedAt());
      case Exited exited -> Optional.of(exited.startedAt());
      case Lost lost -> Optional.of(lost.startedAt());
    };
  }

  Optional<Instant> endedAt() {
    return switch (phase) {
      case Waiting _, Running _ -> Optional.empty();
      case Exited exited -> Optional.of(exited.at());
      case Lost lost -> Optional.of(lost.at());
      case NeverStarted never -> Optional.of(never.at());
    };
  }

  Optional<StopWords> stopWords() {
    if (stop().isPresent()) {
      return words(TaskStopCode.USER_INITIATED, stop().get().reason());
    }
    return switch (phase) {
      case Waiting _, Running _ -> Optional.empty();
      // ECS says this of every end of an essential container, success included.
      case Exited _ ->
          words(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
      case Lost _ -> Optional.of(new StopWords(Optional.empty(), HOST_LOST));
      case NeverStarted never -> words(TaskStopCode.TASK_FAILED_TO_START, never.reason());
    };
  }

  /** Every step taken so far, the first first. */
  List<Step> steps() {
    var steps = new ArrayList<>(List.of(Step.PROVISIONING, Step.PENDING));
    if (startedAt().isPresent()) {
      steps.add(Step.RUNNING);
      stop().ifPresent(_ -> steps.add(Step.STOPPING));
    }
    if (endedAt().isPresent()) {
      steps.add(Step.DEPROVISIONING);
      steps.add(Step.STOPPED);
    }
    return steps;
  }

  private static Optional<StopWords> words(TaskStopCode code, String reason) {
    return Optional.of(new StopWords(Optional.of(code), reason));
  }
}
