package dev.ecsjobs.local.placement;

/** The launch types that are known here. */
public enum LaunchType implements Capacity {
  EC2,
  FARGATE
}
