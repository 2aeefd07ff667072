package dev.ecsjobs.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something may happen: a bucket that holds {@code burst} tokens and gets {@code
 * perSecond} more each second.
 *
 * @param credit what it holds, in billionths of a token, so that every nanosecond counts exactly
 * @param at when it held that
 */
public record TokenBucket(int burst, int perSecond, long credit, Instant at) {
  /** Fargate's launches in large Regions, On-Demand and Spot apart: so many at once. */
  public static final int FARGATE_BURST = 100;

  /** And then so many more each second. */
  public static final int FARGATE_PER_SECOND = 20;

  private static final long TOKEN = 1_000_000_000L;

  public TokenBucket {
    if (burst < 1 || perSecond < 1 || credit < 0 || credit > burst * TOKEN) {
      throw new IllegalArgumentException(
          "no bucket of %d tokens, %d a second, holds %d billionths"
              .formatted(burst, perSecond, credit));
    }
  }

  public static TokenBucket full(int burst, int perSecond, Instant at) {
    return new TokenBucket(burst, perSecond, burst * TOKEN, at);
  }

  public static TokenBucket empty(int burst, int perSecond, Instant at) {
    return new TokenBucket(burst, perSecond, 0, at);
  }

  /** Of launches on Fargate, of which none was made lately. */
  public static TokenBucket ofFargate(Instant at) {
    return full(FARGATE_BURST, FARGATE_PER_SECOND, at);
  }

  /** Is there a token at this time? */
  public boolean has(Instant now) {
    return refilled(now).credit >= TOKEN;
  }

  /** With one token less. */
  public TokenBucket take(Instant now) {
    var full = refilled(now);
    if (full.credit < TOKEN) {
      throw new IllegalStateException("the bucket has no token until " + nextAt(now));
    }
    return new TokenBucket(burst, perSecond, full.credit - TOKEN, full.at);
  }

  /** When there is a token: now, or later. */
  public Instant nextAt(Instant now) {
    var full = refilled(now);
    var missing = Math.max(0, TOKEN - full.credit);
    return full.at.plusNanos(Math.ceilDiv(missing, perSecond));
  }

  /** A clock set back takes nothing away. */
  private TokenBucket refilled(Instant now) {
    if (now.isBefore(at)) {
      return this;
    }
    var missing = burst * TOKEN - credit;
    var untilFull = Duration.ofNanos(Math.ceilDiv(missing, perSecond));
    var passed = Duration.between(at, now);
    var gained =
        passed.compareTo(untilFull) >= 0
            ? missing
            : Math.min(missing, passed.toNanos() * perSecond);
    return new TokenBucket(burst, perSecond, credit + gained, now);
  }
}
