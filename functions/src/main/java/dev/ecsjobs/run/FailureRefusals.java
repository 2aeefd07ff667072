package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.REFUSED;
import static dev.ecsjobs.run.Refusals.Wanted.failure;

import dev.ecsjobs.run.Refusals.Row;
import java.util.List;

/** The {@code failures[]} of an answer with HTTP status 200. */
final class FailureRefusals {
  private static final String PLACE = "ECS Developer Guide, api_failures_messages";

  static final List<Row> ROWS =
      List.of(
          failure("RESOURCE:CPU")
              .refused(REFUSED, "RunTask refused: no container instance has enough CPU left", PLACE)
              .mendedBy("Add or enlarge container instances, or ask for less in task.cpu"),
          failure("RESOURCE:MEMORY")
              .refused(
                  REFUSED, "RunTask refused: no container instance has enough memory left", PLACE)
              .mendedBy("Add or enlarge container instances, or ask for less in task.memory"),
          failure("RESOURCE:PORTS*")
              .refused(
                  REFUSED, "RunTask refused: no container instance has the host port free", PLACE)
              .mendedBy("Leave out hostPort in the task definition, so that any port will do"),
          failure("RESOURCE:ENI")
              .refused(
                  REFUSED,
                  "RunTask refused: no container instance has a network interface left",
                  PLACE)
              .mendedBy("Use larger instance types, or turn on ENI trunking (awsvpcTrunking)"),
          failure("RESOURCE:GPU")
              .refused(REFUSED, "RunTask refused: no container instance has a GPU left", PLACE)
              .mendedBy("Add container instances with GPUs"),
          failure("RESOURCE:FARGATE")
              .refused(
                  REFUSED,
                  "RunTask refused: Fargate has no capacity left",
                  "ECS Developer Guide, ecs_service_events")
              .mendedBy("Add subnets in other availability zones, or use on-demand capacity"),
          failure("RESOURCE:*")
              .refused(
                  REFUSED,
                  "RunTask refused: no container instance has enough left: {words}",
                  PLACE),
          failure("AGENT")
              .refused(
                  REFUSED,
                  "RunTask refused: the agent on the container instance was not connected",
                  PLACE),
          failure("LOCATION")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: no container instance is in the availability zone of the"
                      + " subnets",
                  PLACE)
              .mendedBy("Give task.network subnets in the zones of the container instances"),
          failure("ATTRIBUTE")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: no container instance has an attribute that the task definition"
                      + " requires",
                  PLACE)
              .mendedBy(
                  "Add an instance with the attribute, or take from the task definition what"
                      + " requires it"),
          failure("*DistinctInstance placement constraint unsatisfied*")
              .refused(
                  REFUSED,
                  "RunTask refused: every container instance runs a task of the group",
                  PLACE)
              .mendedBy(
                  "Add container instances, or take distinctInstance from the placement"
                      + " constraints"),
          failure("*placement constraint unsatisfied*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: no container instance satisfies the placement constraints",
                  PLACE)
              .mendedBy(
                  "Correct the placement constraints, or add an instance that satisfies them"),
          failure("*NO ACTIVE INSTANCES*", "*EMPTY CAPACITY PROVIDER*")
              .refused(
                  REFUSED, "RunTask refused: the cluster has no active container instance", PLACE)
              .mendedBy("Turn on managed scaling, or add instances to its Auto Scaling group"),
          failure("MISSING")
              .refused(
                  MISCONFIGURED, "RunTask refused: what it names does not exist: {words}", PLACE)
              .mendedBy("Check the cluster and the task definition that the job names"),
          failure("INACTIVE")
              .refused(
                  MISCONFIGURED, "RunTask refused: what it names has been deleted: {words}", PLACE)
              .mendedBy("Check the cluster and the task definition that the job names"));

  private FailureRefusals() {}
}
