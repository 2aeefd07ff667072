package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.simulate.Report;
import dev.ecsjobs.local.simulate.SimulatedJob;
import dev.ecsjobs.retry.FailureKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** A simulation's report for people. */
final class ReportScreen {
  private static final int LONGEST_BAR = 40;

  /** More minutes of a plan than a screen has lines are told of in one. */
  private static final int PLAN_LINES = 15;

  private static final int OPEN_LINES = 20;

  private final Screen screen;
  private final Report report;

  ReportScreen(Screen screen, Report report) {
    this.screen = screen;
    this.report = report;
  }

  void print() {
    var scenario = report.scenario();
    screen.line(
        "%s to %s, seed %d, faults: %s"
            .formatted(scenario.from(), scenario.until(), scenario.seed(), scenario.faults()));
    screen.line("");
    table();
    screen.line("");
    durations();
    failures();
    quotas();
    herds();
    slowest();
    account();
  }

  private void table() {
    var columns = new Columns();
    columns.row(
        dim(
            "JOB",
            "DUE",
            "SUCCEEDED",
            "FAILED",
            "SKIPPED",
            "MISSED",
            "RETRIES",
            "START p50, p95",
            "TOOK p50, p95",
            "CLOSED p50, longest"));
    for (var job : report.jobs()) {
      var summary = job.summary();
      columns.row(
          job.name().value(),
          number(job.expected()),
          number(summary.succeeded()),
          bad(summary.failed()),
          bad(summary.skipped()),
          bad(summary.missed()),
          number(job.retries()),
          spread(job.startDelay(), Report.Spread::p95),
          spread(job.duration(), Report.Spread::p95),
          spread(job.close(), Report.Spread::longest));
    }
    if (report.jobs().size() > 1) {
      columns.row(
          screen.strong("all"),
          number(report.expected()),
          number(sum(job -> job.summary().succeeded())),
          bad(sum(job -> job.summary().failed())),
          bad(sum(job -> job.summary().skipped())),
          bad(sum(job -> job.summary().missed())),
          number(sum(Report.OfJob::retries)));
    }
    columns.lines().forEach(screen::line);
  }

  private String[] dim(String... titles) {
    var dimmed = new String[titles.length];
    for (int i = 0; i < titles.length; i++) {
      dimmed[i] = screen.dim(titles[i]);
    }
    return dimmed;
  }

  private long sum(ToLongFunction<Report.OfJob> figure) {
    return report.jobs().stream().mapToLong(figure).sum();
  }

  private static String number(long count) {
    return "%,d".formatted(count);
  }

  private String bad(long count) {
    return count == 0 ? number(count) : screen.bad(number(count));
  }

  private static String spread(
      Optional<Report.Spread> spread, Function<Report.Spread, Duration> second) {
    return spread
        .map(s -> Durations.shown(s.p50()) + ", " + Durations.shown(second.apply(s)))
        .orElse("-");
  }

  private void durations() {
    for (var job : report.jobs()) {
      report.scenario().jobs().stream()
          .filter(simulated -> simulated.row().equals(job.name()))
          .findFirst()
          .map(SimulatedJob::duration)
          .ifPresent(
              duration ->
                  screen.line(screen.dim("A task of %s runs %s.".formatted(job.name(), duration))));
    }
  }

  private void failures() {
    var failures = new EnumMap<FailureKind, Long>(FailureKind.class);
    for (var job : report.jobs()) {
      job.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum));
    }
    if (!failures.isEmpty()) {
      screen.line("Attempts that failed: " + told(failures) + ".");
    }
  }

  private static String told(Map<FailureKind, Long> failures) {
    return failures.entrySet().stream()
        .map(failure -> number(failure.getValue()) + " " + failure.getKey())
        .collect(Collectors.joining(", "));
  }

  private void quotas() {
    screen.line(
        "At most %,d %s ran at a time, at %s."
            .formatted(
                report.mostTasks(),
                report.mostTasks() == 1 ? "task" : "tasks",
                report.mostTasksAt()));
    if (report.deferrals() > 0) {
      screen.line(
          "Launches were put off %,d times, for want of quota.".formatted(report.deferrals()));
    }
  }

  private void herds() {
    if (report.herds().isEmpty()) {
      return;
    }
    screen.line("");
    var columns =
        new Columns()
            .row(dim("BUSIEST MINUTES", "DUE", "LAUNCHED", "95 % AFTER", "ALL AFTER", "AT BEST"));
    for (var herd : report.herds()) {
      columns.row(
          herd.at().toString(),
          number(herd.due()),
          number(herd.launched()),
          Durations.shown(herd.most()),
          Durations.shown(herd.all()),
          Durations.shown(herd.shortest()));
    }
    columns.lines().forEach(screen::line);
    plan(report.herds().getFirst());
  }

  /** Minute by minute, where it took more than one. */
  private void plan(Report.Herd herd) {
    if (herd.plan().size() < 2) {
      return;
    }
    int most = Collections.max(herd.plan());
    var columns = new Columns();
    int lines = 0;
    int told = 0;
    for (int minute = 0; minute < herd.plan().size() && lines < PLAN_LINES; minute++) {
      int count = herd.plan().get(minute);
      if (count > 0) {
        columns.row(
            "  minute " + (minute + 1),
            number(count),
            "#".repeat((int) Math.ceilDiv((long) count * LONGEST_BAR, most)));
        lines++;
        told += count;
      }
    }
    columns.lines().forEach(screen::line);
    if (told < herd.launched()) {
      screen.line("  later     %,d".formatted(herd.launched() - told));
    }
  }

  private void slowest() {
    if (report.slowest().isEmpty()) {
      return;
    }
    screen.line("");
    var columns =
        new Columns()
            .row(dim("SLOWEST CLOSES", "AFTER ITS TASK'S END", "THE EVENT THAT TOLD OF IT"));
    for (var close : report.slowest()) {
      columns.row(
          close.run().toString(),
          Durations.shown(close.after()),
          switch (close.told()) {
            case IN_TIME -> "came in time";
            case LATE -> "came late";
            case NEVER -> "was lost";
          });
    }
    columns.lines().forEach(screen::line);
  }

  private void account() {
    screen.line("");
    long expected = report.expected();
    if (report.open().isEmpty()) {
      screen.line(
          screen.good("Every one of %,d occurrences is accounted for.".formatted(expected)));
      return;
    }
    screen.line(
        screen.bad(
            "%,d of %,d occurrences came to no end:".formatted(report.open().size(), expected)));
    var columns = new Columns();
    for (var open : first(report.open())) {
      columns.row(
          "  " + screen.bad(open.run().toString()),
          open.standing()
              .orElse("is lost: its schedule's event never came, and there is no run of it."));
    }
    columns.lines().forEach(screen::line);
    if (report.open().size() > OPEN_LINES) {
      screen.line("  and %,d more; --json has all".formatted(report.open().size() - OPEN_LINES));
    }
  }

  private static List<Report.Open> first(List<Report.Open> open) {
    return open.subList(0, Math.min(OPEN_LINES, open.size()));
  }
}
