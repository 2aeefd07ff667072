package dev.ecsjobs.retry;

/**
 * How many attempts of a run each budget has lost so far.
 *
 * @param ignored those that a rule counts against none
 */
public record Failures(int application, int platform, int ignored) {
  public static final Failures NONE = new Failures(0, 0, 0);

  /** These and one more of the given kind. */
  public Failures plus(FailureKind kind) {
    return switch (kind.budget()) {
      case APPLICATION -> new Failures(application + 1, platform, ignored);
      case PLATFORM -> new Failures(application, platform + 1, ignored);
      case NONE -> this;
    };
  }

  Failures plusIgnored() {
    return new Failures(application, platform, ignored + 1);
  }

  int attempts() {
    return application + platform + ignored;
  }
}
