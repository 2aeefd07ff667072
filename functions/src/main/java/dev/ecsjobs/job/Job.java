package dev.ecsjobs.job;

import dev.ecsjobs.retry.RetryPolicy;

/**
 * What to run and how: the definition a run keeps a copy of, so that a deploy in between changes
 * nothing.
 */
public record Job(
    JobName name, TaskTemplate task, RetryPolicy retry, Limits limits, Concurrency concurrency) {}
