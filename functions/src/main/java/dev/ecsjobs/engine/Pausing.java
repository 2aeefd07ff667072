package dev.ecsjobs.engine;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import java.time.InstantSource;

/** Pauses and resumes jobs, and says what that means. */
public record Pausing(Pauses pauses, InstantSource clock) {

  /**
   * Pauses a job and answers what that means.
   *
   * @param by a person's name, or what else wants it
   * @param note a clause: why
   */
  public String pause(JobName job, String by, String note) {
    var pause = new Pause(job, by, clock.instant(), note);
    return pauses.pause(pause)
        ? "The job is " + pause + ". Its schedule starts nothing until it is resumed."
        : "The job is paused already; nothing to do.";
  }

  /** Resumes a job and answers what that means. */
  public String resume(JobName job) {
    return pauses
        .resume(job, clock.instant())
        .map(pause -> "The job was " + pause + ". It is resumed and runs when it is next due.")
        .orElse("The job is not paused; nothing to do.");
  }
}
