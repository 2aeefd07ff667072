package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.HistoryPage;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Run;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * All jobs' runs: as a timeline, and the latest of them as a table.
 *
 * @param runs those that were requested in that time and have ended
 * @param lookback how far the timeline reaches back
 * @param controls of the host: other stretches of time, only what failed
 */
public record RunsView(
    List<JobView> jobs, HistoryPage runs, Duration lookback, boolean failedOnly, Html controls) {
  private static final int ROWS = 50;

  public Html shown(Scene scene) {
    var from = scene.moments().now().minus(lookback);
    return Html.of(
        "<div class=\"lead\"><h1>Runs of the last"
            + " {}</h1>{}</div><section>{}</section><section>{}{}</section>",
        Durations.roughly(lookback),
        controls,
        new Lanes(jobs, runs.runs(), from).shown(scene),
        new RunsTable(unfinished(), first()).shown(scene),
        more());
  }

  private List<Run> unfinished() {
    return jobs.stream()
        .flatMap(job -> job.unfinished().stream())
        .filter(run -> !failedOnly || Story.of(run).isTrouble())
        .sorted(Comparator.comparing(Run::requestedAt).reversed())
        .toList();
  }

  private List<RunSummary> first() {
    return runs.runs().subList(0, Math.min(ROWS, runs.runs().size()));
  }

  private Html more() {
    return runs.next().isPresent()
        ? Html.of(
            "<p class=\"sub\">Only the last {} runs are drawn. A job's page has all of its"
                + " own.</p>",
            runs.runs().size())
        : Html.NONE;
  }
}
