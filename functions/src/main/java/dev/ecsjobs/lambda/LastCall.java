package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Until when an invocation may begin with something new. */
public final class LastCall {
  /** What is begun needs time to end before Lambda cuts it off. */
  public static final Duration BEFORE_TIMEOUT = Duration.ofSeconds(15);

  private LastCall() {}

  static Instant in(Context context, InstantSource clock) {
    var left = Duration.ofMillis(context.getRemainingTimeInMillis());
    return clock.instant().plus(left).minus(BEFORE_TIMEOUT);
  }
}
