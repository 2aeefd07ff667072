package dev.ecsjobs.local.why;

import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.CatchUp;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a job.
 *
 * @param schedule absent if it has none any more
 * @param unfinished its runs that have not ended
 * @param ended its runs that have
 * @param catchUp what becomes of times at which nothing came; absent where they are let be
 * @param kept how long runs are kept; absent if that is not known
 * @param firing a sentence: what it takes here for a schedule to fire
 */
public record Facts(
    JobName job,
    Optional<StoredSchedule> schedule,
    List<Run> unfinished,
    List<RunSummary> ended,
    Optional<Pause> pause,
    Optional<CatchUp> catchUp,
    Optional<Duration> kept,
    String firing,
    Instant now) {
  public Facts {
    unfinished = List.copyOf(unfinished);
    ended = List.copyOf(ended);
  }

  /** The same with other runs that have ended. */
  public Facts withEnded(List<RunSummary> runs) {
    return new Facts(job, schedule, unfinished, runs, pause, catchUp, kept, firing, now);
  }
}
