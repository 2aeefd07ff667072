package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.NEVER_STARTED;
import static dev.ecsjobs.run.StopReasons.Said.said;
import static dev.ecsjobs.run.StopReasons.Where.STOPPED_REASON;

import dev.ecsjobs.run.StopReasons.Chapter;

/** A task that a capacity provider accepted and then found no place for. */
final class PlacementFailures {
  private static final String PLACE = "ECS Developer Guide, api_failures_messages";

  static final Chapter CHAPTER =
      Chapter.of(
          "The place",
          said(
                  STOPPED_REASON,
                  "*The selected task definition is not compatible with the selected compute"
                      + " strategy*")
              .means(
                  MISCONFIGURED,
                  "The task definition does not fit the job's capacity",
                  "ECS Developer Guide, failed-to-start-error")
              .mendedBy(
                  "Let requiresCompatibilities in the task definition agree with task.capacity in"
                      + " the job document"),
          said(STOPPED_REASON, "*RESOURCE:CPU*")
              .means(NEVER_STARTED, "No container instance has enough CPU left", PLACE)
              .mendedBy("Add or enlarge container instances, or ask for less in task.cpu"),
          said(STOPPED_REASON, "*RESOURCE:MEMORY*")
              .means(NEVER_STARTED, "No container instance has enough memory left", PLACE)
              .mendedBy("Add or enlarge container instances, or ask for less in task.memory"),
          said(STOPPED_REASON, "*RESOURCE:PORTS*")
              .means(NEVER_STARTED, "No container instance has the host port free", PLACE)
              .mendedBy("Leave out hostPort in the task definition, so that any port will do"),
          said(STOPPED_REASON, "*RESOURCE:ENI*")
              .means(NEVER_STARTED, "No container instance has a network interface left", PLACE)
              .mendedBy("Use larger instance types, or turn on ENI trunking (awsvpcTrunking)"),
          said(STOPPED_REASON, "*RESOURCE:GPU*")
              .means(NEVER_STARTED, "No container instance has a GPU left", PLACE)
              .mendedBy("Add container instances with GPUs"),
          said(STOPPED_REASON, "*RESOURCE:*", "*Capacity is unavailable at this time*")
              .means(NEVER_STARTED, "No capacity is left: {words}", PLACE)
              .mendedBy("Add subnets in other availability zones, or ask for less CPU and memory"),
          said(STOPPED_REASON, "AGENT")
              .means(NEVER_STARTED, "The agent on the container instance was not connected", PLACE),
          said(STOPPED_REASON, "*DistinctInstance placement constraint unsatisfied*")
              .means(NEVER_STARTED, "Every container instance runs a task of the group", PLACE)
              .mendedBy(
                  "Add container instances, or take distinctInstance from the placement"
                      + " constraints"),
          said(STOPPED_REASON, "*MemberOf placement constraint unsatisfied*")
              .means(
                  MISCONFIGURED,
                  "No container instance satisfies the task definition's placement constraints",
                  PLACE)
              .mendedBy(
                  "Correct the placement constraints, or add an instance that satisfies them"),
          said(STOPPED_REASON, "ATTRIBUTE")
              .means(
                  MISCONFIGURED,
                  "No container instance has an attribute that the task definition requires",
                  PLACE)
              .mendedBy(
                  "Add an instance with the attribute, or take from the task definition what"
                      + " requires it"),
          said(STOPPED_REASON, "*NO ACTIVE INSTANCES*")
              .means(NEVER_STARTED, "The cluster has no active container instance", PLACE)
              .mendedBy(
                  "Check the capacity provider's Auto Scaling group and its instances' agents"),
          said(STOPPED_REASON, "*EMPTY CAPACITY PROVIDER*")
              .means(NEVER_STARTED, "The capacity provider has no container instance", PLACE)
              .mendedBy("Turn on managed scaling, or add instances to its Auto Scaling group"));

  private PlacementFailures() {}
}
