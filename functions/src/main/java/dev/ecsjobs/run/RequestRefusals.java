package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.REFUSED;
import static dev.ecsjobs.run.Refusals.Wanted.exception;

import dev.ecsjobs.run.Refusals.Row;
import java.util.List;
import java.util.stream.Stream;

/** RunTask's exceptions about what it was asked to run. */
final class RequestRefusals {
  private static final String API = "ECS API Reference, RunTask";
  private static final String SIZES = "ECS Developer Guide, task-cpu-memory-error";
  private static final String REPORTS = "Reports of RunTask's messages";

  private static final List<Row> TASK_DEFINITION =
      List.of(
          exception("*")
              .saying("*No Fargate configuration exists for given values*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: Fargate has no size with this CPU and memory",
                  SIZES)
              .mendedBy("Choose task.cpu and task.memory from Fargate's table of sizes"),
          exception("*")
              .saying("*Invalid 'cpu' setting for task*", "*Invalid 'memory' setting for task*")
              .refused(
                  MISCONFIGURED, "RunTask refused: the task's CPU or memory is not valid", SIZES)
              .mendedBy("Choose task.cpu and task.memory from Fargate's table of sizes"),
          exception("*")
              .saying("*Unable to describe task definition*", "*TaskDefinition not found*")
              .refused(MISCONFIGURED, "RunTask refused: there is no such task definition", API)
              .mendedBy("Register the task definition, or correct task.definition"),
          exception("*")
              .saying("*TaskDefinition is inactive*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the task definition has been deregistered",
                  REPORTS)
              .mendedBy("Name a revision that is ACTIVE in task.definition, or the family alone"),
          exception("*")
              .saying("*to have execution role ARN*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the task definition has no execution role",
                  REPORTS)
              .mendedBy("Give the task definition an executionRoleArn"),
          exception("PlatformTaskDefinitionIncompatibilityException")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the task definition does not fit the platform version",
                  API)
              .mendedBy("Remove from the task definition what Fargate does not offer"),
          exception("*")
              .saying("*does not support launch*type*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the task definition does not fit the job's capacity",
                  REPORTS)
              .mendedBy(
                  "Let requiresCompatibilities in the task definition agree with task.capacity in"
                      + " the job document"));

  private static final List<Row> REQUEST =
      List.of(
          exception("ClusterNotFoundException")
              .refused(MISCONFIGURED, "RunTask refused: there is no such cluster", API)
              .mendedBy("Create the cluster, or correct the stack's parameter"),
          exception("*")
              .saying("*is not a container in the TaskDefinition*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the task definition has no container of the name in"
                      + " task.container",
                  "django-ecsmanage, issue 21")
              .mendedBy("Correct task.container, or leave it out for the first essential one"),
          exception("*")
              .saying("*Overrides length must be at most*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: command and environment are longer than the 8,192 characters"
                      + " that ECS takes",
                  "convox/rack, issue 1906")
              .mendedBy("Shorten task.command and task.environment, or keep the data in S3"),
          exception("*")
              .saying("*Network Configuration must be provided*", "*subnets can not be empty*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the task needs subnets, and none are given",
                  REPORTS)
              .mendedBy("Give task.network subnets, or set the stack's parameter"),
          exception("*")
              .saying("*Network Configuration is not valid for the given networkMode*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the task definition's network mode takes no subnets",
                  REPORTS)
              .mendedBy("Set networkMode to awsvpc in the task definition"),
          exception("*")
              .saying("*Assign public IP is not supported*")
              .refused(
                  MISCONFIGURED, "RunTask refused: a task on EC2 takes no public address", REPORTS)
              .mendedBy("Set task.network.publicIp to false"),
          exception("*")
              .saying("*subnet*does not exist*", "*InvalidSubnetID.NotFound*")
              .refused(MISCONFIGURED, "RunTask refused: a subnet does not exist: {words}", REPORTS)
              .mendedBy("Correct the subnets in task.network, or the stack's parameter"),
          exception("*")
              .saying("*security group*does not exist*", "*InvalidGroup*NotFound*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: a security group does not exist: {words}",
                  REPORTS)
              .mendedBy("Correct the securityGroups in task.network, or the stack's parameter"),
          exception("*")
              .saying("*No Container Instances were found*")
              .refused(REFUSED, "RunTask refused: the cluster has no container instance", REPORTS)
              .mendedBy("Set task.capacity to a capacity provider, or add container instances"),
          exception("*")
              .saying("*capacity provider*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: the job's capacity provider cannot be used: {words}",
                  REPORTS)
              .mendedBy(
                  "Associate the capacity provider with the cluster, or correct task.capacity"),
          exception("PlatformUnknownException")
              .refused(MISCONFIGURED, "RunTask refused: there is no such platform version", API)
              .mendedBy("Use platform version LATEST"),
          exception("UnsupportedFeatureException")
              .refused(
                  MISCONFIGURED, "RunTask refused: the region does not offer this: {words}", API)
              .mendedBy("Remove the feature from the task definition, or use another region"),
          exception("InvalidParameter*", "Validation*", "MissingParameter*", "Serialization*")
              .refused(MISCONFIGURED, "RunTask refused: {words}", API)
              .mendedBy("Correct what ECS names, in the job document or the task definition"));

  static final List<Row> ROWS = Stream.of(TASK_DEFINITION, REQUEST).flatMap(List::stream).toList();

  private RequestRefusals() {}
}
