package dev.ecsjobs.run;

import java.time.Instant;
import java.util.Comparator;

/**
 * Whose turn it is among the runs that wait for the account's launch quota: the highest priority,
 * then whoever must be launched soonest, then whoever was due first.
 *
 * @param latest when it is too late to launch it; {@link #NO_LIMIT} if it never is
 * @param dueAt when it was to be launched
 */
public record Urgency(int priority, Instant latest, Instant dueAt) implements Comparable<Urgency> {
  public static final Instant NO_LIMIT = Instant.parse("9999-12-31T23:59:59Z");

  private static final Comparator<Urgency> MOST_URGENT_FIRST =
      Comparator.comparingInt(Urgency::priority)
          .reversed()
          .thenComparing(Urgency::latest)
          .thenComparing(Urgency::dueAt);

  @Override
  public int compareTo(Urgency other) {
    return MOST_URGENT_FIRST.compare(this, other);
  }
}
