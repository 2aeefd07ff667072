package dev.ecsjobs.local.placement;

import java.util.Optional;

/** The two ways to have Fargate: each with a quota, a launch rate and capacity of its own. */
public enum Market {
  ON_DEMAND("FARGATE"),
  SPOT("FARGATE_SPOT");

  private final String provider;

  Market(String provider) {
    this.provider = provider;
  }

  /** The capacity provider's name. */
  public String provider() {
    return provider;
  }

  /** The market behind a capacity provider; empty when instances are behind it. */
  public static Optional<Market> behind(String provider) {
    for (var market : values()) {
      if (market.provider.equals(provider)) {
        return Optional.of(market);
      }
    }
    return Optional.empty();
  }
}
