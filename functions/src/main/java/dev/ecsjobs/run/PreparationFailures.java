package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.NEVER_STARTED;
import static dev.ecsjobs.run.StopReasons.Said.said;
import static dev.ecsjobs.run.StopReasons.Where.REASON;

import dev.ecsjobs.run.StopReasons.Chapter;

/** Secrets, logs, roles and volumes that a task needs before its containers. */
final class PreparationFailures {
  private static final String INIT = "ECS Developer Guide, resource-initialization-error";
  private static final String EC2 = "Reports of tasks on EC2";

  static final Chapter CHAPTER =
      Chapter.of(
          "Secrets, logs, roles and volumes",
          said(
                  REASON,
                  "ResourceInitializationError*ThrottlingException*",
                  "ResourceInitializationError*Rate exceeded*")
              .means(
                  NEVER_STARTED,
                  "The task could not be prepared: AWS limits the rate of its own calls",
                  INIT)
              .mendedBy("Spread the schedules of jobs that read the same secrets"),
          // Before the rows on what is missing: unreachable, a log group is "not found" as well.
          said(
                  REASON,
                  "ResourceInitializationError*There is a connection issue*",
                  "ResourceInitializationError*Check your*network configuration*",
                  "ResourceInitializationError*RequestError: send request failed*",
                  "ResourceInitializationError*dial tcp*",
                  "ResourceInitializationError*i/o timeout*",
                  "ResourceInitializationError*context deadline exceeded*",
                  "ResourceInitializationError*request canceled*",
                  "ResourceInitializationError*signal: killed*")
              .means(
                  NEVER_STARTED,
                  "The task could not be prepared: a service it needs (ECR, Secrets Manager, SSM,"
                      + " CloudWatch) could not be reached",
                  INIT)
              .mendedBy(
                  "Give the subnet a way out (a public IP, a NAT gateway or VPC endpoints) and let"
                      + " the security group out on port 443"),
          said(REASON, "*ECS was unable to assume the role*")
              .means(MISCONFIGURED, "ECS may not assume the task's role", INIT)
              .mendedBy("Let the role's trust policy allow ecs-tasks.amazonaws.com"),
          said(
                  REASON,
                  "ResourceInitializationError*not authorized to perform: ecr:*",
                  "ResourceInitializationError*unable to retrieve ecr registry auth*"
                      + "AccessDeniedException*")
              .means(MISCONFIGURED, "The execution role may not log in to the registry", INIT)
              .mendedBy(
                  "Allow the task execution role to pull from ECR"
                      + " (AmazonECSTaskExecutionRolePolicy)"),
          said(
                  REASON,
                  "ResourceInitializationError*not authorized to perform: logs:*",
                  "*failed to initialize logging driver*AccessDeniedException*")
              .means(MISCONFIGURED, "The execution role may not write to the log group", INIT)
              .mendedBy("Allow the task execution role logs:CreateLogStream and logs:PutLogEvents"),
          said(REASON, "*not authorized to perform: kms:Decrypt*")
              .means(MISCONFIGURED, "The execution role may not decrypt a secret", INIT)
              .mendedBy("Allow the task execution role kms:Decrypt on the secret's key"),
          said(
                  REASON,
                  "ResourceInitializationError*AccessDeniedException*",
                  "ResourceInitializationError*not authorized to perform: *",
                  "Fetching secret data from *AccessDeniedException*")
              .means(MISCONFIGURED, "The execution role may not read a secret", INIT)
              .mendedBy(
                  "Allow the task execution role secretsmanager:GetSecretValue or"
                      + " ssm:GetParameters on what the task definition names"),
          said(
                  REASON,
                  "*log group does not exist*",
                  "*failed to initialize logging driver*ResourceNotFoundException*",
                  "*cannot find the Amazon CloudWatch log group*")
              .means(MISCONFIGURED, "The log group does not exist", INIT)
              .mendedBy("Create the log group that the task definition's logConfiguration names"),
          said(REASON, "*failed to initialize logging driver*", "*failed to validate logger args*")
              .means(NEVER_STARTED, "The log driver could not be started: {words}", INIT)
              .mendedBy(
                  "Check the task definition's logConfiguration and the way to CloudWatch Logs"),
          said(REASON, "*did not contain json key*")
              .means(MISCONFIGURED, "A secret lacks the key that the task definition names", INIT)
              .mendedBy("Add the key to the secret, or correct it in the task definition"),
          said(
                  REASON,
                  "ResourceInitializationError*can't retrieve the secret with ARN*",
                  "ResourceInitializationError*ResourceNotFoundException*",
                  "ResourceInitializationError*invalid ssm parameters*",
                  "Fetching secret data from *ResourceNotFoundException*")
              .means(MISCONFIGURED, "A secret does not exist", INIT)
              .mendedBy(
                  "Create the secret with a value, or correct its ARN in the task definition"),
          said(REASON, "Fetching secret data from *")
              .means(NEVER_STARTED, "A secret could not be read: {words}", EC2)
              .mendedBy("Check the secret's ARN, its permissions and the way to Secrets Manager"),
          said(
                  REASON,
                  "*EFS utils*No such file or directory*",
                  "*EFS utils*access denied by server*")
              .means(
                  MISCONFIGURED,
                  "The EFS volume could not be mounted: it has no such directory, or denies it",
                  INIT)
              .mendedBy(
                  "Create the volume's root directory, or use an access point, and allow the task"
                      + " role elasticfilesystem:ClientMount"),
          said(REASON, "*failed to invoke EFS utils commands*", "*EFS utils command execution*")
              .means(NEVER_STARTED, "The EFS volume could not be mounted: {words}", INIT)
              .mendedBy(
                  "Check that the file system has a mount target in the task's zone and that its"
                      + " security group lets port 2049 in"),
          said(REASON, "ResourceInitializationError*no space left on device*")
              .means(NEVER_STARTED, "The task could not be prepared: the disk is full", INIT)
              .mendedBy(
                  "Raise ephemeralStorage in the task definition (Fargate), or the host's volume"));

  private PreparationFailures() {}
}
