package dev.ecsjobs.job;

import dev.ecsjobs.retry.RetryPolicy;
import java.util.Optional;

/**
 * What to run and how: the definition a run keeps a copy of, so that a deploy in between changes
 * nothing.
 *
 * @param array if its runs have indexes
 */
public record Job(
    JobName name,
    Work work,
    RetryPolicy retry,
    Limits limits,
    Admission admission,
    Notify notification,
    Optional<Array> array) {

  /** A job of whose every failure people are told. */
  public Job(JobName name, Work work, RetryPolicy retry, Limits limits, Admission admission) {
    this(name, work, retry, limits, admission, Notify.DEFAULT, Optional.empty());
  }

  /**
   * What one index of an array does. When it may begin and end the array decides; how often it is
   * tried, and how long an attempt may take, is its own.
   */
  public Job ofIndex(int index) {
    var size = array.orElseThrow().size();
    return new Job(
        name,
        task().withEnvironment("JOB_INDEX", index).withEnvironment("JOB_ARRAY_SIZE", size),
        retry,
        limits.ofAttempts(),
        Admission.ALLOW);
  }

  /** The same job, of which people are told otherwise. */
  public Job with(Notify other) {
    return new Job(name, work, retry, limits, admission, other, array);
  }

  /** The task of a job that runs one; only for whoever has made sure of that. */
  public TaskTemplate task() {
    return switch (work) {
      case TaskTemplate task -> task;
      case ServiceUpdate service ->
          throw new IllegalStateException(name + " runs no task but updates " + service.name());
    };
  }
}
