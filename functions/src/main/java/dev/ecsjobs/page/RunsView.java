package dev.ecsjobs.page;

import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * All jobs' runs: as a timeline, and the latest of them as a table.
 *
 * @param lookback how far the timeline reaches back
 * @param controls of the host: other stretches of time, only what failed
 */
public record RunsView(List<JobView> jobs, Duration lookback, boolean failedOnly, Html controls) {
  private static final int ROWS = 50;

  public Html shown(Scene scene) {
    var from = scene.moments().now().minus(lookback);
    return Html.of(
        "<div class=\"lead\"><h1>Runs of the last"
            + " {}</h1>{}</div><section>{}</section><section>{}</section>",
        Durations.roughly(lookback),
        controls,
        new Lanes(jobs, from).shown(scene),
        new RunsTable(unfinished(), ended(from)).shown(scene));
  }

  private List<Run> unfinished() {
    return jobs.stream()
        .flatMap(job -> job.unfinished().stream())
        .filter(run -> !failedOnly || Story.of(run).isTrouble())
        .sorted(Comparator.comparing(Run::requestedAt).reversed())
        .toList();
  }

  private List<RunSummary> ended(Instant from) {
    return jobs.stream()
        .flatMap(job -> job.recent().stream())
        .filter(run -> !run.finishedAt().isBefore(from))
        .filter(run -> !failedOnly || Mark.of(run.result()).isBad())
        .sorted(Comparator.comparing(RunSummary::requestedAt).reversed())
        .limit(ROWS)
        .toList();
  }
}
