package dev.ecsjobs.local.ecs;

import static software.amazon.awssdk.services.ecs.model.TaskStopCode.ESSENTIAL_CONTAINER_EXITED;
import static software.amazon.awssdk.services.ecs.model.TaskStopCode.TASK_FAILED_TO_START;
import static software.amazon.awssdk.services.ecs.model.TaskStopCode.USER_INITIATED;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Starting;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Why a task is to end, in ECS's words, and since when.
 *
 * @param code ECS has none for a lost host
 */
record Ending(Instant at, Optional<TaskStopCode> code, String reason) {
  /** Begins as ECS begins when an instance dies under a task, so that it is classified alike. */
  private static final String HOST_LOST =
      "Host EC2 (instance i-local) terminated. The task's process is gone and left no exit code:"
          + " this machine was restarted, or somebody killed the process.";

  /** All that is said of the task then, on Fargate; the container says more. */
  private static final String NOT_STARTED = "Task failed to start";

  static Ending wished(TaskLife.Stop stop) {
    return new Ending(stop.at(), Optional.of(USER_INITIATED), stop.reason());
  }

  /** The end of an essential container is its task's, too. */
  static Optional<Ending> of(ContainerLife container) {
    return switch (container.phase()) {
      case Waiting _, Starting _, Running _ -> Optional.empty();
      // ECS says this of every end of an essential container, success included.
      case Exited exited ->
          ending(exited.at(), ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
      case Lost lost -> Optional.of(new Ending(lost.at(), Optional.empty(), HOST_LOST));
      case NeverStarted never when never.reason().isEmpty() -> Optional.empty();
      case NeverStarted never -> ending(never.at(), TASK_FAILED_TO_START, ofTask(never.reason()));
    };
  }

  private static String ofTask(String reason) {
    return reason.startsWith(Dependencies.UNMET) ? NOT_STARTED : reason;
  }

  private static Optional<Ending> ending(Instant at, TaskStopCode code, String reason) {
    return Optional.of(new Ending(at, Optional.of(code), reason));
  }
}
