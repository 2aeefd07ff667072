package dev.ecsjobs.page;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a job.
 *
 * @param planned absent if its schedule is not known here: the job was removed, or lives elsewhere
 * @param total all its runs that ended
 * @param recent those that ended last, the latest requested first
 * @param unfinished those that have not ended, the latest requested first
 * @param lastFailure the whole of the latest ended run, if that failed
 */
public record JobView(
    JobName name,
    Optional<Planned> planned,
    JobSummary total,
    List<RunSummary> recent,
    List<Run> unfinished,
    Optional<Run> lastFailure) {
  public JobView {
    recent = List.copyOf(recent);
    unfinished = List.copyOf(unfinished);
  }

  /** How the job stands: by what is going on, or else by what was last. */
  Mark mark() {
    return unfinished.stream()
        .findFirst()
        .map(Mark::of)
        .or(() -> recent.stream().findFirst().map(run -> Mark.of(run.result())))
        .orElse(Mark.NEVER);
  }

  /** What somebody should know of: runs that fail at this moment, and the failure that was last. */
  List<Run> troubles() {
    var failing = unfinished.stream().filter(run -> Story.of(run).isTrouble()).toList();
    return failing.isEmpty() ? lastFailure.stream().toList() : failing;
  }

  /** Of the recent runs that were made and not taken back, how many succeeded; 0 to 1. */
  Optional<Double> successRate() {
    long succeeded = count(Mark.SUCCEEDED);
    long counted = succeeded + count(Mark.FAILED) + count(Mark.MISSED);
    return counted == 0 ? Optional.empty() : Optional.of((double) succeeded / counted);
  }

  private long count(Mark mark) {
    return recent.stream().filter(run -> Mark.of(run.result()) == mark).count();
  }
}
