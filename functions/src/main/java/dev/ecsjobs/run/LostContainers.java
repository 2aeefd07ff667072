package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.INTERRUPTED;
import static dev.ecsjobs.retry.FailureKind.NEVER_STARTED;
import static dev.ecsjobs.retry.FailureKind.UNKNOWN;
import static dev.ecsjobs.run.StopReasons.Said.said;
import static dev.ecsjobs.run.StopReasons.Where.ANYTHING;
import static dev.ecsjobs.run.StopReasons.Where.REASON;
import static dev.ecsjobs.run.StopReasons.Where.STOP_CODE;

import dev.ecsjobs.run.StopReasons.Chapter;

/** No exit code, and no words that tell why. */
final class LostContainers {
  private static final String CODES = "ECS Developer Guide, stopped-task-error-codes";
  private static final String AGENT = "amazon-ecs-agent, errors";

  static final Chapter CHAPTER =
      Chapter.of(
          "No exit code",
          said(REASON, "CannotInspectContainerError*", "CannotStopContainerError*")
              .means(INTERRUPTED, "The host's agent lost control of the container", CODES),
          said(REASON, "ContainerVanishedError*", "NoSuchContainerError*")
              .means(INTERRUPTED, "The container vanished from its host", AGENT),
          said(REASON, "DockerStateError*", "CannotGetDockerClientError*", "DockerTimeoutError*")
              .means(INTERRUPTED, "The host's Docker does not answer", AGENT),
          said(STOP_CODE, "TaskFailedToStart")
              .means(
                  NEVER_STARTED,
                  "The task never started: {words}",
                  "ECS API Reference, Task (stopCode)"),
          said(ANYTHING, "*")
              .means(UNKNOWN, "{container} left no exit code: {words}", "Words not known here"));

  private LostContainers() {}
}
