package dev.ecsjobs.cost;

/** What a task runs on, as far as its price differs. */
public enum Capacity {
  FARGATE,
  FARGATE_SPOT,
  /** Instances of one's own: paid for whether or not a task runs on them. */
  EC2;

  /**
   * Reads ECS's words; a capacity provider tells more than the launch type, which is {@code
   * FARGATE} for Spot too.
   */
  public static Capacity of(String providerOrLaunchType) {
    return switch (providerOrLaunchType) {
      case "FARGATE" -> FARGATE;
      case "FARGATE_SPOT" -> FARGATE_SPOT;
      default -> EC2; // an Auto Scaling group's provider, managed instances, EXTERNAL
    };
  }
}
