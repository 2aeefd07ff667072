package dev.ecsjobs.local.placement;

import dev.ecsjobs.engine.TokenBucket;
import java.time.Instant;

/** What an account may have of Fargate at a time, and how fast it may launch tasks there. */
public record Limits(Allowance onDemand, Allowance spot) {
  /**
   * One market's limits.
   *
   * @param cpuQuota the CPU units of all tasks at a time
   */
  public record Allowance(int cpuQuota, TokenBucket launches) {}

  /** A new account's: six vCPUs of each, a burst of 100 launches and then 20 a second. */
  public static Limits ofNewAccount(Instant now) {
    var allowance = new Allowance(6 * 1024, TokenBucket.ofFargate(now));
    return new Limits(allowance, allowance);
  }

  Allowance of(Market market) {
    return switch (market) {
      case ON_DEMAND -> onDemand;
      case SPOT -> spot;
    };
  }

  Limits launching(Market market, Instant now) {
    var before = of(market);
    var after = new Allowance(before.cpuQuota(), before.launches().take(now));
    return switch (market) {
      case ON_DEMAND -> new Limits(after, spot);
      case SPOT -> new Limits(onDemand, after);
    };
  }
}
