package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.NEVER_STARTED;
import static dev.ecsjobs.run.StopReasons.Said.said;
import static dev.ecsjobs.run.StopReasons.Where.REASON;
import static dev.ecsjobs.run.StopReasons.Where.STOPPED_REASON;

import dev.ecsjobs.run.StopReasons.Chapter;

/** The task got no network interface. */
final class NetworkFailures {
  private static final String START = "ECS Developer Guide, failed-to-start-error";
  private static final String INIT = "ECS Developer Guide, resource-initialization-error";
  private static final String AGENT = "amazon-ecs-agent, errors";

  static final Chapter CHAPTER =
      Chapter.of(
          "The network interface",
          said(STOPPED_REASON, "Timeout waiting for network interface provisioning to complete*")
              .means(
                  NEVER_STARTED,
                  "The task got no network interface in time",
                  "amazon-ecs-agent, issue 4825"),
          said(
                  STOPPED_REASON,
                  "*InsufficientFreeAddressesInSubnet*",
                  "*insufficient free addresses in subnet*",
                  "*does not have enough free addresses*",
                  "Unexpected EC2 error while attempting to Create Network Interface with public IP"
                      + " assignment enabled in subnet*")
              .means(
                  NEVER_STARTED,
                  "The task got no network interface: the subnet has no free address",
                  START)
              .mendedBy("Add subnets to the job's task.network, or free addresses in this one"),
          said(STOPPED_REASON, "Unexpected EC2 error while attempting to *TagPolicyViolation*")
              .means(
                  MISCONFIGURED,
                  "The task got no network interface: a tag policy of the organization forbids it",
                  "Reports of Fargate tasks")
              .mendedBy("Tag the tasks as the tag policy demands, or exempt network interfaces"),
          said(STOPPED_REASON, "Unexpected EC2 error while attempting to *")
              .means(NEVER_STARTED, "The task got no network interface: {words}", START),
          said(STOPPED_REASON, "*Unable to attach network interface to unused device index*")
              .means(
                  NEVER_STARTED,
                  "The task got no network interface: the host has no slot left for it",
                  START)
              .mendedBy("Use a larger instance type, or turn on ENI trunking (awsvpcTrunking)"),
          said(STOPPED_REASON, "ResourceInitializationError*failed to configure ENI*")
              .means(NEVER_STARTED, "The task's network interface could not be set up", INIT),
          said(REASON, "ContainerNetworkingError*")
              .means(NEVER_STARTED, "The container's network could not be set up: {words}", AGENT),
          said(STOPPED_REASON, "InternalError*")
              .means(NEVER_STARTED, "ECS failed to start the task: {words}", START),
          // The last word on what a task needs; the rows that know more stand before it.
          said(REASON, "ResourceInitializationError*")
              .means(NEVER_STARTED, "The task could not be prepared: {words}", INIT)
              .mendedBy("Check what ECS names: the secret, log group, volume or network"));

  private NetworkFailures() {}
}
