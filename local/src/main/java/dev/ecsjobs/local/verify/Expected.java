package dev.ecsjobs.local.verify;

import java.time.Duration;

/** How long a run is expected to take. */
public record Expected(Duration takes, Source source) {

  /** Who says so. */
  public enum Source {
    STATED("as stated"),
    RECORDED("as 95 % of the recorded runs"),
    /** The longest it may take; it may well be shorter. */
    ATTEMPT_TIMEOUT("attemptTimeout"),
    /** The longest it may take; it may well be shorter. */
    RUN_TIMEOUT("runTimeout");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    /** Whether it is known how long runs take, and not only how long they may. */
    boolean isKnown() {
      return this == STATED || this == RECORDED;
    }

    String words() {
      return words;
    }
  }
}
