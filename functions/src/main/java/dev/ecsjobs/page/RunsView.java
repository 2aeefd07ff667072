package dev.ecsjobs.page;

import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Run;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * All jobs' runs: as a timeline, and the latest of them as a table.
 *
 * @param runs those that ended in that time, the latest requested first
 * @param lookback how far the timeline reaches back
 * @param controls of the host: other stretches of time, only what failed
 */
public record RunsView(
    List<JobView> jobs,
    List<RunSummary> runs,
    Duration lookback,
    boolean failedOnly,
    Html controls) {
  private static final int ROWS = 50;

  public Html shown(Scene scene) {
    var from = scene.moments().now().minus(lookback);
    return Html.of(
        "<div class=\"lead\"><h1>Runs of the last"
            + " {}</h1>{}</div><section>{}</section><section>{}</section>",
        Durations.roughly(lookback),
        controls,
        new Lanes(jobs, runs, from).shown(scene),
        new RunsTable(unfinished(), ended()).shown(scene));
  }

  private List<Run> unfinished() {
    return jobs.stream()
        .flatMap(job -> job.unfinished().stream())
        .filter(run -> !failedOnly || Story.of(run).isTrouble())
        .sorted(Comparator.comparing(Run::requestedAt).reversed())
        .toList();
  }

  private List<RunSummary> ended() {
    return runs.stream()
        .filter(run -> !failedOnly || Mark.of(run.result()).isBad())
        .limit(ROWS)
        .toList();
  }
}
