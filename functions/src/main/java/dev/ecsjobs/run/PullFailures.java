package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.NEVER_STARTED;
import static dev.ecsjobs.run.StopReasons.Said.said;
import static dev.ecsjobs.run.StopReasons.Where.REASON;

import dev.ecsjobs.run.StopReasons.Chapter;

/** The image could not be pulled. */
final class PullFailures {
  private static final String PULL = "ECS Developer Guide, task_cannot_pull_image";
  private static final String AGENT = "amazon-ecs-agent, errors and errormessages";

  static final Chapter CHAPTER =
      Chapter.of(
          "The image",
          said(
                  REASON,
                  "CannotPull*toomanyrequests*",
                  "CannotPull*pull rate limit*",
                  "CannotPull*429 Too Many Requests*")
              .means(
                  NEVER_STARTED,
                  "The image could not be pulled: the registry limits the rate",
                  PULL)
              .mendedBy("Log in to the registry, or keep the image in ECR (a pull-through cache)"),
          said(REASON, "CannotPull*matching platform*", "CannotPull*no matching manifest for*")
              .means(
                  MISCONFIGURED,
                  "The image could not be pulled: it is not built for the task's architecture",
                  PULL)
              .mendedBy(
                  "Build the image for the architecture in the task definition's runtimePlatform"),
          said(REASON, "CannotPull*no space left on device*")
              .means(NEVER_STARTED, "The image could not be pulled: the disk is full", PULL)
              .mendedBy(
                  "Raise ephemeralStorage in the task definition (Fargate), or the host's volume"),
          // Layers come from S3: the registry answered, the store did not.
          said(REASON, "CannotPull*panic: runtime error: invalid memory address*")
              .means(
                  NEVER_STARTED,
                  "The image could not be pulled: its layers in S3 could not be reached",
                  PULL)
              .mendedBy("Give the subnet a route to S3 and let the security group out on port 443"),
          said(REASON, "CannotPull*httpReaderSeeker: failed open*")
              .means(
                  NEVER_STARTED,
                  "The image could not be pulled: a layer could not be read from its store",
                  PULL)
              .mendedBy("Check the S3 endpoint's policy and the route from the subnet to S3"),
          said(REASON, "CannotPull*no such host*")
              .means(
                  NEVER_STARTED,
                  "The image could not be pulled: the registry's name is not known",
                  PULL)
              .mendedBy("Check the image's name, and that the VPC resolves DNS names"),
          said(
                  REASON,
                  "CannotPull*i/o timeout*",
                  "CannotPull*request canceled while waiting for connection*",
                  "CannotPull*Client.Timeout*",
                  "CannotPull*TLS handshake timeout*",
                  "CannotPull*context canceled*",
                  "CannotPull*context deadline exceeded*",
                  "CannotPull*connection issue between the task and*",
                  "CannotPull*Check your*network configuration*",
                  "CannotPull*connection refused*",
                  "CannotPull*connection reset by peer*")
              .means(
                  NEVER_STARTED,
                  "The image could not be pulled: the registry could not be reached",
                  PULL)
              .mendedBy(
                  "Give the subnet a way to the registry (a public IP, a NAT gateway or VPC"
                      + " endpoints) and let the security group out on port 443"),
          said(
                  REASON,
                  "CannotPull*not authorized to perform: ecr:*",
                  "CannotPull*AccessDeniedException*",
                  "CannotPull*Check that the role has the permissions*",
                  "CannotPullContainerAuthError*")
              .means(
                  MISCONFIGURED,
                  "The image could not be pulled: the execution role may not read it",
                  PULL)
              .mendedBy(
                  "Allow the task execution role to pull from ECR"
                      + " (AmazonECSTaskExecutionRolePolicy)"),
          said(
                  REASON,
                  "CannotPull*pull access denied*",
                  "CannotPull*denied: requested access*",
                  "CannotPull*no basic auth credentials*",
                  "CannotPull*401 Unauthorized*",
                  "CannotPull*403 Forbidden*")
              .means(
                  MISCONFIGURED,
                  "The image could not be pulled: the registry denies it, or has no such"
                      + " repository",
                  PULL)
              .mendedBy(
                  "Check the image's name, and give the task definition repositoryCredentials for a"
                      + " private registry"),
          said(
                  REASON,
                  "CannotPull*manifest unknown*",
                  "CannotPull*not found*",
                  "CannotPull*Check whether the image exists*",
                  "CannotPull*repository does not exist*",
                  "*unable to pull image*manifest unknown*",
                  "*unable to pull image*not found*")
              .means(
                  MISCONFIGURED,
                  "The image could not be pulled: there is no such image or tag",
                  PULL)
              .mendedBy("Push the image, or correct its name and tag in the task definition"),
          said(REASON, "CannotPull*invalid reference format*")
              .means(
                  MISCONFIGURED,
                  "The image could not be pulled: its name is not well formed",
                  AGENT)
              .mendedBy("Correct the image's name in the task definition"),
          said(REASON, "CannotPullImageManifestError*")
              .means(NEVER_STARTED, "The image's manifest could not be read: {words}", AGENT)
              .mendedBy("Check the image's name and the way to its registry"),
          // Without the usual name it is an emulator's word, or a later agent's.
          said(REASON, "CannotPull*", "*unable to pull image*")
              .means(NEVER_STARTED, "The image could not be pulled: {words}", PULL)
              .mendedBy("Check the image's name, its registry and the way there"));

  private PullFailures() {}
}
