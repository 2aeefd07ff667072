package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.job.JobName;
import java.util.List;

/** What there is under a job's name. */
public sealed interface Found {

  /** The job, as its schedule has it. */
  record Scheduled(JobName job, StoredSchedule schedule) implements Found {
    /** The job's document, as the schedule sends it but for the scheduled time. */
    public String input() {
      return schedule.input();
    }
  }

  /** There is no such job, but these. */
  record Nothing(List<String> jobs) implements Found {
    public Nothing {
      jobs = List.copyOf(jobs);
    }
  }
}
