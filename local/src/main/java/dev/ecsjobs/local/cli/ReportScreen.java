package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.local.simulate.Report;
import dev.ecsjobs.retry.FailureKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A simulation's report for people. */
final class ReportScreen {
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
        "From %s to %s, seed %d".formatted(scenario.from(), scenario.until(), scenario.seed()));
    screen.line(screen.dim("Faults: " + scenario.faults()));
    var tables = new SimulatedTables(screen, report);
    paragraph(tables.counts());
    paragraph(tables.times());
    screen.line("");
    failures();
    quotas();
    if (!report.herds().isEmpty()) {
      paragraph(SimulatedHerds.lines(screen, report.herds()));
    }
    if (!report.slowest().isEmpty()) {
      paragraph(slowest());
    }
    screen.line("");
    account();
  }

  private void paragraph(List<String> lines) {
    screen.line("");
    lines.forEach(screen::line);
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
        .map(failure -> Figures.shown(failure.getValue()) + " " + failure.getKey())
        .collect(Collectors.joining(", "));
  }

  private void quotas() {
    screen.line(
        "At most %s %s at a time, at %s."
            .formatted(
                Figures.shown(report.mostTasks()),
                report.mostTasks() == 1 ? "task" : "tasks",
                report.mostTasksAt()));
    if (report.deferrals() > 0) {
      screen.line(
          "Launches were put off %s times, for want of quota."
              .formatted(Figures.shown(report.deferrals())));
    }
  }

  private List<String> slowest() {
    var columns =
        new Columns()
            .row(
                screen.dim("SLOWEST CLOSES"),
                screen.dim("AFTER ITS TASK'S END"),
                screen.dim("THE EVENT THAT TELLS OF IT"));
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
    return columns.lines();
  }

  private void account() {
    long expected = report.expected();
    if (report.open().isEmpty()) {
      screen.line(
          screen.good(
              "Every one of %s occurrences is accounted for.".formatted(Figures.shown(expected))));
      return;
    }
    screen.line(
        screen.bad(
            "%s of %s occurrences came to no end:"
                .formatted(Figures.shown(report.open().size()), Figures.shown(expected))));
    var columns = new Columns();
    for (var open : report.open().stream().limit(OPEN_LINES).toList()) {
      columns.row(
          "  " + screen.bad(open.run().toString()),
          open.standing()
              .orElse("is lost: its schedule's event never came, and there is no run of it."));
    }
    columns.lines().forEach(screen::line);
    if (report.open().size() > OPEN_LINES) {
      screen.line(
          "  and %s more; --json has all"
              .formatted(Figures.shown(report.open().size() - OPEN_LINES)));
    }
  }
}
