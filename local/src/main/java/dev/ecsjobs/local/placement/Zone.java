package dev.ecsjobs.local.placement;

/**
 * An availability zone, and how much Fargate it has.
 *
 * @param onDemandCpu the CPU units of all on-demand tasks that fit in
 * @param spotCpu the CPU units of all Spot tasks that fit in
 */
public record Zone(String name, int onDemandCpu, int spotCpu) {
  /** A zone in which Fargate never runs out. */
  public static Zone ample(String name) {
    return new Zone(name, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  int cpu(Market market) {
    return switch (market) {
      case ON_DEMAND -> onDemandCpu;
      case SPOT -> spotCpu;
    };
  }
}
