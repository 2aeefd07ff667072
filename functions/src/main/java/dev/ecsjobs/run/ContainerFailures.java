package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.NEVER_STARTED;
import static dev.ecsjobs.run.StopReasons.Said.said;
import static dev.ecsjobs.run.StopReasons.Where.REASON;

import dev.ecsjobs.run.StopReasons.Chapter;

/** A container that could not be created or started. */
final class ContainerFailures {
  private static final String CODES = "ECS Developer Guide, stopped-task-error-codes";
  private static final String CREATE = "ECS Developer Guide, CannotCreateContainerError";
  private static final String RUNTIME = "ECS Developer Guide, container-runtime-error";
  private static final String AGENT = "amazon-ecs-agent, errors";

  static final Chapter CHAPTER =
      Chapter.of(
          "The container",
          said(REASON, "*exec format error*")
              .means(
                  MISCONFIGURED,
                  "{container} could not be started: its program is built for another architecture",
                  CODES)
              .mendedBy(
                  "Build the image for the architecture in the task definition's runtimePlatform"),
          said(
                  REASON,
                  "*executable file not found*",
                  "CannotStartContainerError*exec*no such file or directory*",
                  "CannotStartContainerError*exec*permission denied*")
              .means(
                  MISCONFIGURED,
                  "{container} could not be started: its command is no program in the image",
                  CODES)
              .mendedBy(
                  "Correct task.command in the job document, or the image's entry point, and make"
                      + " it executable"),
          said(REASON, "*no command specified*")
              .means(MISCONFIGURED, "{container} has no command", CODES)
              .mendedBy("Give the image an entry point, or the job a task.command"),
          said(REASON, "*port is already allocated*", "*address already in use*")
              .means(
                  NEVER_STARTED, "{container} could not be started: its host port is in use", CODES)
              .mendedBy("Leave out hostPort in the task definition, so that any port will do"),
          said(REASON, "CannotStartContainerError*error gathering device information*")
              .means(
                  NEVER_STARTED,
                  "{container} could not be started: the host lacks a device",
                  "ECS Developer Guide, task definition (devices)")
              .mendedBy("Run it on instances that have the device, by a placement constraint"),
          said(REASON, "CannotStartContainerError*")
              .means(NEVER_STARTED, "{container} could not be started: {words}", CODES)
              .mendedBy("Check the command, the entry point and the mounts in the task definition"),
          said(REASON, "CannotCreateContainerError*devmapper*")
              .means(
                  NEVER_STARTED,
                  "{container} could not be created: the host's storage is full or damaged",
                  CREATE)
              .mendedBy("Replace the container instance, or enlarge its volume"),
          said(REASON, "CannotCreateContainerError*")
              .means(NEVER_STARTED, "{container} could not be created: {words}", CODES),
          said(REASON, "CannotCreateVolumeError*", "InvalidVolumeError*")
              .means(MISCONFIGURED, "A volume could not be created", CODES)
              .mendedBy("Correct the volumes in the task definition"),
          said(REASON, "HostConfigError*")
              .means(MISCONFIGURED, "The host cannot apply the container's settings", AGENT)
              .mendedBy("Correct the task definition's Linux parameters, links and mounts"),
          said(
                  REASON,
                  "ContainerRuntimeTimeoutError*",
                  "DockerTimeoutError*Could not transition to created*",
                  "DockerTimeoutError*Could not transition to running*")
              .means(NEVER_STARTED, "The host took too long to start the container", RUNTIME),
          said(REASON, "ContainerRuntimeError*")
              .means(NEVER_STARTED, "The host's container runtime failed", RUNTIME),
          said(REASON, "TaskDependencyError*")
              .means(
                  NEVER_STARTED,
                  "{container} was not started, since a container it depends on failed",
                  AGENT)
              .mendedBy("Look into the log of the container that it depends on"),
          said(REASON, "TaskStoppedBeforePullBeginError*")
              .means(NEVER_STARTED, "The task was stopped before its image was pulled", AGENT));

  private ContainerFailures() {}
}
