package dev.ecsjobs.local.request;

import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.job.JobName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A job that runs at two in the morning in Berlin, and its schedule. */
public final class Nightly {
  public static final JobName JOB = new JobName("nightly");
  public static final String INPUT =
      """
      {"job": "nightly", "scheduledTime": "<aws.scheduler.scheduled-time>",
       "task": {"definition": "d", "command": ["--date", "<aws.scheduler.scheduled-time>"],
                "environment": {"A": "a", "B": "b"}},
       "startingDeadline": "PT1H", "concurrency": "QUEUE", "queueLimit": 3, "after": ["other"]}
      """;

  private Nightly() {}

  /** There since February, changed in the middle of it. */
  public static StoredSchedule schedule(String expression) {
    return schedule(expression, true, Optional.empty());
  }

  public static StoredSchedule schedule(
      String expression, boolean enabled, Optional<Instant> start) {
    return new StoredSchedule(
        "nightly",
        "jobs",
        expression,
        "Europe/Berlin",
        start,
        Optional.empty(),
        enabled,
        Duration.ZERO,
        "arn:aws:lambda:us-east-1:111122223333:function:launch:live",
        INPUT,
        Instant.parse("2026-02-01T12:00:00Z"),
        Instant.parse("2026-02-15T12:00:00Z"));
  }
}
