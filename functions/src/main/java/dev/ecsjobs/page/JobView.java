package dev.ecsjobs.page;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RecentRun;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a job.
 *
 * @param planned absent if its schedule is not known here: the job was removed, or lives elsewhere
 * @param pause that its schedule starts nothing, and why; absent if it does
 * @param total all its runs that ended
 * @param unfinished those that have not ended, the latest requested first
 * @param lastFailure the whole of its latest run, if that failed or was missed
 */
public record JobView(
    JobName name,
    Optional<Planned> planned,
    Optional<Pause> pause,
    JobSummary total,
    List<Run> unfinished,
    Optional<Run> lastFailure) {
  public JobView {
    unfinished = List.copyOf(unfinished);
  }

  /** How the job stands: by what is going on, or else by what was last. */
  Mark mark() {
    return unfinished.stream()
        .findFirst()
        .map(Mark::of)
        .or(() -> pause.map(_ -> Mark.PAUSED))
        .or(() -> total.lastResult().map(Mark::of))
        .orElse(Mark.NEVER);
  }

  /** What somebody should know of: runs that fail at this moment, or else the last failure. */
  List<Run> troubles() {
    var failing = unfinished.stream().filter(run -> Story.of(run).isTrouble()).toList();
    return failing.isEmpty() ? lastFailure.stream().toList() : failing;
  }

  /** The latest run that says something about the job. */
  Optional<RecentRun> latest() {
    return total.recent().runs().stream().findFirst();
  }

  RunId id(RecentRun run) {
    return new RunId(name, run.key());
  }
}
