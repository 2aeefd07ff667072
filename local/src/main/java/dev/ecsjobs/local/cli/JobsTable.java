package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Recent;
import dev.ecsjobs.history.Spending;
import dev.ecsjobs.run.RunResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Jobs as people read them: a line each. */
final class JobsTable {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Screen screen;
  private final PriceTable prices;

  JobsTable(Screen screen, PriceTable prices) {
    this.screen = screen;
    this.prices = prices;
  }

  List<String> lines(List<JobsCommand.Line> jobs) {
    var columns =
        new Columns()
            .row(
                screen.dim("JOB"),
                screen.dim("STATE"),
                screen.dim("LAST"),
                screen.dim("NEXT"),
                screen.dim("SUCCESS"),
                screen.dim("TOOK (50 %, 95 %)"),
                screen.dim("LAST RUNS"),
                screen.dim("COST"));
    for (var job : jobs) {
      var recent = job.summary().recent();
      columns.row(
          job.job(),
          state(job),
          job.summary().lastRunAt().map(Screen::dateTime).orElse(""),
          next(job),
          rate(recent),
          took(recent),
          Sparkline.of(recent.runs(), screen),
          cost(job.summary().spending()));
    }
    return columns.lines();
  }

  private String state(JobsCommand.Line job) {
    if (!job.unfinished().isEmpty()) {
      var state = job.unfinished().getFirst().state().getClass().getSimpleName();
      int more = job.unfinished().size() - 1;
      return screen.strong(state) + (more == 0 ? "" : " +" + more);
    }
    return ended(job.summary());
  }

  /** A streak of failures says how long this has been going on. */
  private String ended(JobSummary summary) {
    int streak = summary.recent().streak();
    var times = streak < -1 ? " ×" + -streak : "";
    return summary
        .lastResult()
        .map(
            result ->
                result == RunResult.SUCCEEDED
                    ? screen.good(result.name())
                    : screen.bad(result.name() + times))
        .orElse("never ran");
  }

  private static String next(JobsCommand.Line job) {
    return job.planned()
        .map(
            planned ->
                planned
                    .first()
                    .map(Screen::dateTime)
                    .orElse(planned.enabled() ? "never again" : "disabled"))
        .orElse("no schedule");
  }

  private static String rate(Recent recent) {
    return recent.successRate().isPresent()
        ? Math.round(recent.successRate().getAsDouble() * 100) + " %"
        : "";
  }

  private static String took(Recent recent) {
    Optional<Duration> half = recent.medianDuration();
    return half.map(
            d -> Durations.shown(d) + ", " + Durations.shown(recent.longDuration().orElse(d)))
        .orElse("");
  }

  /** And how much of it was for nothing. */
  private String cost(Spending spending) {
    var cost = prices.cost(spending.used());
    if (spending.used().amounts().isEmpty()) {
      return "";
    }
    var wasted = prices.cost(spending.wasted()).dollars();
    return wasted.signum() == 0
        ? cost.toString()
        : "%s (%s %% in vain)".formatted(cost, share(wasted, cost.dollars()));
  }

  private static String share(BigDecimal part, BigDecimal whole) {
    return part.multiply(HUNDRED).divide(whole, 0, RoundingMode.HALF_UP).toPlainString();
  }
}
