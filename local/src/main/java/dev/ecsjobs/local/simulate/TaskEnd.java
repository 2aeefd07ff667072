package dev.ecsjobs.local.simulate;

import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.StoppedTask;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How a task ends, in ECS's own words: what they mean is for the engine to say. */
enum TaskEnd {
  SUCCESS(OptionalInt.of(0), "EssentialContainerExited", Words.EXITED),
  EXIT(OptionalInt.of(1), "EssentialContainerExited", Words.EXITED),
  OOM(OptionalInt.of(137), "EssentialContainerExited", Words.EXITED),
  SPOT(OptionalInt.of(137), "SpotInterruption", "Your Spot Task was interrupted."),
  HOST(
      OptionalInt.of(137),
      "InfrastructureHealth",
      "ECS is performing maintenance on the underlying infrastructure hosting the task."),
  PULL(
      OptionalInt.empty(),
      "TaskFailedToStart",
      "CannotPullContainerError: pull image manifest has been retried 5 time(s): i/o timeout"),
  ENI(
      OptionalInt.empty(),
      "TaskFailedToStart",
      "Timeout waiting for network interface provisioning to complete."),
  /** By StopTask, whose reason ECS keeps. */
  STOPPED(OptionalInt.of(143), "UserInitiated", "");

  private static final class Words {
    static final String EXITED = "Essential container in task exited";
    static final String KILLED = "OutOfMemoryError: container killed due to memory usage";
  }

  private final OptionalInt exitCode;
  private final Optional<String> containerReason;
  private final Optional<String> stopCode;
  private final Optional<String> stoppedReason;

  TaskEnd(OptionalInt exitCode, String stopCode, String stoppedReason) {
    this.exitCode = exitCode;
    this.containerReason = name().equals("OOM") ? Optional.of(Words.KILLED) : Optional.empty();
    this.stopCode = Optional.of(stopCode);
    this.stoppedReason = Optional.of(stoppedReason);
  }

  /** Whether its container ever runs. */
  boolean isAfterStart() {
    return exitCode.isPresent();
  }

  /** Whether the container ends by itself, after the time it takes. */
  boolean isItsOwn() {
    return this == SUCCESS || this == EXIT;
  }

  /** As an event or DescribeTasks tells it. */
  StoppedTask told(
      String task,
      Optional<String> container,
      Optional<Instant> startedAt,
      Instant endedAt,
      String why,
      Placement placement) {
    return new StoppedTask(
        task,
        container,
        startedAt.isPresent() ? exitCode : OptionalInt.empty(),
        containerReason,
        stopCode,
        this == STOPPED ? Optional.of(why) : stoppedReason,
        startedAt,
        Optional.of(endedAt),
        placement);
  }
}
