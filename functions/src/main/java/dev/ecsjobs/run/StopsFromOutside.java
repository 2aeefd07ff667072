package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.CANCELLED;
import static dev.ecsjobs.retry.FailureKind.INTERRUPTED;
import static dev.ecsjobs.retry.FailureKind.OUT_OF_MEMORY;
import static dev.ecsjobs.run.StopReasons.Said.said;
import static dev.ecsjobs.run.StopReasons.Where.CONTAINER_REASON;
import static dev.ecsjobs.run.StopReasons.Where.STOPPED_REASON;
import static dev.ecsjobs.run.StopReasons.Where.STOP_CODE;

import dev.ecsjobs.run.StopReasons.Chapter;

/** Stopped by the platform or by a person, whatever the container was doing. */
final class StopsFromOutside {
  private static final String API = "ECS API Reference, Task (stopCode)";
  private static final String STOPPED = "ECS Developer Guide, stopped-task-errors";
  private static final String SERVICES = "ECS Developer Guide, service-event-messages";

  static final Chapter CHAPTER =
      Chapter.of(
          "Stopped from outside",
          // An operator's act on the host, not on this task: ECS may call it UserInitiated.
          said(STOPPED_REASON, "*Container instance deregistration forced by user*")
              .means(INTERRUPTED, "The host was taken out of the cluster", STOPPED)
              .mendedBy("Drain a container instance before it is deregistered"),
          said(
                  STOPPED_REASON,
                  "Host EC2 (instance *) terminated*",
                  "Host EC2 (instance *) stopped*")
              .means(INTERRUPTED, "The host was lost: {words}", STOPPED),
          said(
                  STOPPED_REASON,
                  "*ECS is performing maintenance on the underlying infrastructure*",
                  "*Fargate task retirement*")
              .means(
                  INTERRUPTED,
                  "The platform retired the host for maintenance",
                  "ECS Developer Guide, task-maintenance"),
          said(STOPPED_REASON, "*Spot Task was interrupted*", "SpotInterruptionError*")
              .means(
                  INTERRUPTED,
                  "The Spot capacity was taken back",
                  "ECS Developer Guide, spot-interruption-errors")
              .mendedBy("Use on-demand capacity for a job that cannot bear interruptions"),
          said(STOP_CODE, "SpotInterruption", "TerminationNotice")
              .means(INTERRUPTED, "The Spot capacity was taken back", API)
              .mendedBy("Use on-demand capacity for a job that cannot bear interruptions"),
          said(STOP_CODE, "InfrastructureHealth")
              .means(INTERRUPTED, "The host failed: {words}", API),
          said(STOP_CODE, "UserInitiated")
              .means(CANCELLED, "The task was stopped by hand: {words}", API),
          said(STOP_CODE, "ServiceSchedulerInitiated")
              .means(CANCELLED, "A service stopped the task: {words}", API)
              .mendedBy("Run the job's task definition by the job only, not by a service"),
          said(
                  STOPPED_REASON,
                  "*Scaling activity initiated by*",
                  "*Task failed ELB health checks*",
                  "*Task failed container health checks*")
              .means(CANCELLED, "A service stopped the task: {words}", SERVICES)
              .mendedBy("Run the job's task definition by the job only, not by a service"),
          // Fargate and the EC2 agent spell it differently; the exit code may be a killed child's.
          said(CONTAINER_REASON, "*OutOfMemory*", "*killed due to memory usage*")
              .means(
                  OUT_OF_MEMORY,
                  "{container} used more memory than it was given",
                  "ECS Developer Guide, out-of-memory")
              .mendedBy(
                  "Raise task.memory in the job document, let retry.growMemory do it, or let the"
                      + " program use less"));

  private StopsFromOutside() {}
}
