package dev.ecsjobs.local.placement;

import java.util.Optional;

/**
 * One entry of {@code failures}.
 *
 * @param arn the container instance that was considered; on Fargate there is none
 */
public record Failure(Optional<String> arn, String reason) {
  static final String AGENT = "AGENT";
  static final String ATTRIBUTE = "ATTRIBUTE";
  static final String LOCATION = "LOCATION";
  static final String CPU = "RESOURCE:CPU";
  static final String MEMORY = "RESOURCE:MEMORY";
  static final String PORTS = "RESOURCE:PORTS";
  static final String NETWORK_INTERFACE = "RESOURCE:ENI";
  static final String MEMBER_OF = "MemberOf placement constraint unsatisfied.";
  static final String DISTINCT_INSTANCE = "DistinctInstance placement constraint unsatisfied.";
  static final String EMPTY_PROVIDER = "EMPTY CAPACITY PROVIDER";
  static final String NO_ACTIVE_INSTANCES = "NO ACTIVE INSTANCES";
  public static final String NO_CAPACITY =
      "Capacity is unavailable at this time. Please try again later or in a different availability"
          + " zone";
  // The apostrophe is ECS's own, not the typewriter's.
  public static final String OVER_QUOTA =
      "You\u2019ve reached the limit on the number of vCPUs you can run concurrently";
  static final String LARGER_THAN_QUOTA = "The requested CPU configuration is above your limit";
}
