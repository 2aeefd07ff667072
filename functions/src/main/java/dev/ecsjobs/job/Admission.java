package dev.ecsjobs.job;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a run of a job may begin, other runs considered.
 *
 * @param queueLimit how many runs of the job may wait, with {@link Concurrency#QUEUE}
 * @param group what the job shares with other jobs, if anything
 * @param after jobs whose runs of the same scheduled time must have succeeded before
 * @param pauseAfter after so many failed runs in a row the job is paused
 * @param priority of those that wait for the account's launch quota, the highest is launched first
 */
public record Admission(
    Concurrency concurrency,
    int queueLimit,
    Optional<Group> group,
    List<JobName> after,
    OptionalInt pauseAfter,
    int priority) {
  /** A run waits for the one before it, and no more pile up behind. */
  public static final int DEFAULT_QUEUE_LIMIT = 1;

  public static final int DEFAULT_PRIORITY = 0;

  /** No job is more urgent; none is less than this number below zero. */
  public static final int HIGHEST_PRIORITY = 100;

  public static final Admission ALLOW = of(Concurrency.ALLOW);
  public static final Admission FORBID = of(Concurrency.FORBID);

  public Admission {
    after = List.copyOf(after);
  }

  /** Of a job that is as urgent as most. */
  public Admission(
      Concurrency concurrency,
      int queueLimit,
      Optional<Group> group,
      List<JobName> after,
      OptionalInt pauseAfter) {
    this(concurrency, queueLimit, group, after, pauseAfter, DEFAULT_PRIORITY);
  }

  public static Admission of(Concurrency concurrency) {
    return new Admission(
        concurrency, DEFAULT_QUEUE_LIMIT, Optional.empty(), List.of(), OptionalInt.empty());
  }

  /**
   * Jobs that share something that bears only so much, such as a database.
   *
   * @param limit how many of their runs may be under way at a time
   */
  public record Group(JobName name, int limit) {}
}
