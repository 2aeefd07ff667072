package dev.ecsjobs.job;

import dev.ecsjobs.retry.RetryPolicy;

/**
 * What to run and how: the definition a run keeps a copy of, so that a deploy in between changes
 * nothing.
 */
public record Job(
    JobName name,
    Work work,
    RetryPolicy retry,
    Limits limits,
    Admission admission,
    Notify notification) {

  /** A job of whose every failure people are told. */
  public Job(JobName name, Work work, RetryPolicy retry, Limits limits, Admission admission) {
    this(name, work, retry, limits, admission, Notify.DEFAULT);
  }

  /** The same job, of which people are told otherwise. */
  public Job with(Notify other) {
    return new Job(name, work, retry, limits, admission, other);
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
