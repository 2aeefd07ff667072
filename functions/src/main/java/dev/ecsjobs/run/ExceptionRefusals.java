package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.REFUSED;
import static dev.ecsjobs.run.Refusals.Wanted.exception;

import dev.ecsjobs.run.Refusals.Row;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** RunTask's exceptions about the service and the permissions to use it. */
final class ExceptionRefusals {
  private static final Duration OVER_QUOTA = Duration.ofMinutes(5);
  private static final String API = "ECS API Reference, RunTask";
  private static final String COMMON = "ECS API Reference, CommonErrors";
  private static final String REPORTS = "Reports of RunTask's messages";

  /** Not the job's fault: the same call may well succeed. */
  private static final List<Row> PASSING =
      List.of(
          exception("*Throttl*", "TooManyRequests*", "RequestLimitExceeded*", "SlowDown")
              .throttled("ECS API Reference, request-throttling"),
          exception("LimitExceeded*", "ServiceQuotaExceeded*")
              .deferred(OVER_QUOTA, "A quota of the account is used up: {words}", API),
          exception("ClientException")
              .saying("*PROVISIONING*")
              .deferred(
                  OVER_QUOTA, "The cluster has as many tasks in PROVISIONING as it may have", API),
          exception("ServerException", "Internal*", "ServiceUnavailable*", "RequestTimeout*")
              .unanswered("ECS failed to answer: {words}", API),
          exception("ExpiredToken*", "RequestExpired", "TokenRefreshRequired*")
              .unanswered("The function's credentials have expired", COMMON),
          exception(
                  "UnrecognizedClient*",
                  "InvalidClientTokenId*",
                  "IncompleteSignature*",
                  "InvalidSignature*",
                  "SignatureDoesNotMatch*")
              .unanswered("The function's credentials were not accepted: {words}", COMMON),
          exception("ConflictException")
              .unanswered(
                  "The attempt's token was used before, and ECS does not say for which task",
                  "ECS API Reference, ECS_Idempotency"));

  private static final List<Row> PERMISSIONS =
      List.of(
          exception("*")
              .saying("*iam:PassRole*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: ecsjobs may not hand the task its roles (iam:PassRole)",
                  "ECS Developer Guide, security_iam_id-based-policy-examples")
              .mendedBy("Allow the functions iam:PassRole on the task role and the execution role"),
          exception("*")
              .saying("*unable to assume the service linked role*")
              .refused(
                  REFUSED,
                  "RunTask refused: the account's service-linked role for ECS is not there yet",
                  REPORTS)
              .mendedBy(
                  "Create it with aws iam create-service-linked-role"
                      + " --aws-service-name ecs.amazonaws.com"),
          exception("*")
              .saying("*unable to assume the role*", "*Role is not valid*")
              .refused(
                  MISCONFIGURED, "RunTask refused: ECS may not assume the task's role", REPORTS)
              .mendedBy("Let the role's trust policy allow ecs-tasks.amazonaws.com"),
          exception("AccessDenied*")
              .saying("*ecs:TagResource*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: ecsjobs may not tag the task (ecs:TagResource)",
                  "ECS Developer Guide, supported-iam-actions-tagging")
              .mendedBy("Allow the functions ecs:TagResource on tasks of the cluster"),
          exception("AccessDenied*")
              .saying("*ecs:RunTask*")
              .refused(
                  MISCONFIGURED,
                  "RunTask refused: ecsjobs may not run this task definition (ecs:RunTask)",
                  "ECS Developer Guide, security_iam_id-based-policy-examples")
              .mendedBy("Allow the functions ecs:RunTask on the task definition's family"),
          exception("AccessDenied*", "UnauthorizedOperation", "NotAuthorized*")
              .refused(MISCONFIGURED, "RunTask refused: a permission is missing: {words}", COMMON)
              .mendedBy("Allow the functions the action that AWS names"),
          exception("BlockedException")
              .refused(MISCONFIGURED, "RunTask refused: AWS has blocked the account", API)
              .mendedBy("Contact AWS Support"));

  private static final List<Row> SERVICES =
      List.of(
          exception("ServiceNotFound*", "ServiceNotActive*")
              .refused(
                  MISCONFIGURED,
                  "UpdateService refused: there is no such active service on the cluster",
                  "ECS API Reference, UpdateService")
              .mendedBy("Create the service, or mend service.name in the job document"));

  static final List<Row> ROWS =
      Stream.of(PASSING, PERMISSIONS, SERVICES).flatMap(List::stream).toList();

  private ExceptionRefusals() {}
}
