package dev.ecsjobs.retry;

/** How many attempts of a run each budget has lost so far. */
public record Failures(int application, int platform) {
  public static final Failures NONE = new Failures(0, 0);

  /** These and one more of the given kind. */
  public Failures plus(FailureKind kind) {
    return switch (kind.budget()) {
      case APPLICATION -> new Failures(application + 1, platform);
      case PLATFORM -> new Failures(application, platform + 1);
      case NONE -> this;
    };
  }
}
