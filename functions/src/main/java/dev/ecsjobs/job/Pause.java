package dev.ecsjobs.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a job's schedule starts nothing for the time being: who wanted it, since when, and why.
 *
 * @param by a person, or {@code ecsjobs} if the job was paused for its failures
 */
public record Pause(JobName job, String by, Instant since, String note) {

  @Override
  public String toString() {
    return "paused by %s since %s: %s".formatted(by, since.truncatedTo(ChronoUnit.SECONDS), note);
  }
}
