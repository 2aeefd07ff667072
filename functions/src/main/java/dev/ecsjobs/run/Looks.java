package dev.ecsjobs.run;

import java.time.Duration;
import java.time.Instant;

/** When to look, in case that nobody told: ever less often, the longer it has gone on. */
final class Looks {
  static final Duration SHORTEST = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private Looks() {}

  /** What has gone on for three minutes is looked at in three minutes. */
  static Instant next(Instant since, Instant at) {
    var age = Duration.between(since, at);
    if (age.compareTo(SHORTEST) < 0) {
      return at.plus(SHORTEST);
    }
    return at.plus(age.compareTo(LONGEST) > 0 ? LONGEST : age);
  }
}
