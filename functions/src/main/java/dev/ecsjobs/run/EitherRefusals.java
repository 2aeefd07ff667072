package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.REFUSED;
import static dev.ecsjobs.run.Refusals.Wanted.either;

import dev.ecsjobs.run.Refusals.Row;
import java.time.Duration;
import java.util.List;

/** Capacity and quotas: known by their words, since they come as exceptions and as failures. */
final class EitherRefusals {
  private static final Duration OVER_QUOTA = Duration.ofMinutes(5);
  private static final String SERVICES = "ECS Developer Guide, service-event-messages";
  private static final String RATES = "ECS API Reference, request-throttling";

  static final List<Row> ROWS =
      List.of(
          either("*Capacity is unavailable at this time*")
              .refused(
                  REFUSED,
                  "RunTask refused: no capacity is available at this time",
                  "re:Post, ecs-fargate-runtask-capacity")
              .mendedBy("Add subnets in other availability zones, or ask for less CPU and memory"),
          either("*reached the limit on the number of vCPUs*")
              .deferred(OVER_QUOTA, "The account's quota of vCPUs at a time is used up", SERVICES),
          either("*reached the limit on the number of tasks*")
              .deferred(OVER_QUOTA, "The account's quota of tasks at a time is used up", SERVICES),
          // Said of one task that is too large, and also of one more than the quota has room for.
          either(
                  "*requested CPU configuration is above your limit*",
                  "*requested MEMORY configuration is above your limit*",
                  "*requested CPU/MEMORY configuration is above your limit*")
              .refused(
                  REFUSED,
                  "RunTask refused: the task needs more than the account's quota has left",
                  SERVICES)
              .mendedBy(
                  "Request a higher quota of Fargate vCPUs in Service Quotas, or ask for less in"
                      + " task.cpu and task.memory"),
          either("*Rate exceeded*", "*Request limit exceeded*", "*RequestLimitExceeded*")
              .throttled(RATES));

  static final List<Row> UNKNOWN =
      List.of(either("*").refused(REFUSED, "RunTask refused: {words}", "Words not known here"));

  private EitherRefusals() {}
}
