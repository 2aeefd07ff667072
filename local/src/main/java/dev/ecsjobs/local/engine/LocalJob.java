package dev.ecsjobs.local.engine;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;

/** A job of the template: what its schedule says and what its Input says. */
public record LocalJob(Job job, Schedule schedule, ScheduledJob source) {

  /** The next fire, by the schedule alone; empty if it is disabled or over. */
  public Optional<Instant> nextFire(Instant after) {
    return source.enabled() ? schedule.next(after) : Optional.empty();
  }
}
