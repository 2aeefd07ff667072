package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.local.simulate.Report;
import dev.ecsjobs.local.simulate.SimulatedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a simulation tells of each job: how often, and how long. */
final class SimulatedTables {
  private final Screen screen;
  private final Report report;

  SimulatedTables(Screen screen, Report report) {
    this.screen = screen;
    this.report = report;
  }

  /** One column of figures. */
  private record Figure(String title, ToLongFunction<Report.OfJob> count, boolean isBad) {}

  private static final List<Figure> ALWAYS =
      List.of(
          new Figure("DUE", Report.OfJob::expected, false),
          new Figure("SUCCEEDED", job -> job.summary().succeeded(), false),
          new Figure("FAILED", job -> job.summary().failed(), true),
          new Figure("SKIPPED", job -> job.summary().skipped(), true),
          new Figure("MISSED", job -> job.summary().missed(), true),
          new Figure("RETRIES", Report.OfJob::retries, false));

  private static final List<Figure> IF_ANY =
      List.of(
          new Figure("CANCELLED", job -> job.summary().cancelled(), true),
          new Figure("NOT SCHEDULED", Report.OfJob::unexpected, false));

  List<String> counts() {
    var figures = new ArrayList<>(ALWAYS);
    IF_ANY.stream().filter(figure -> sum(figure) > 0).forEach(figures::add);
    var columns = new Columns();
    row(
        columns,
        screen.dim("JOB"),
        figures,
        figure -> screen.dim(figure.title()),
        screen.dim("COST"));
    for (var job : report.jobs()) {
      row(
          columns,
          job.name().value(),
          figures,
          figure -> shown(figure, figure.count().applyAsLong(job)),
          job.cost().toString());
    }
    if (report.jobs().size() > 1) {
      row(
          columns,
          screen.strong("all"),
          figures,
          figure -> shown(figure, sum(figure)),
          report.cost().toString());
    }
    return columns.lines();
  }

  private static void row(
      Columns columns,
      String first,
      List<Figure> figures,
      Function<Figure, String> cell,
      String last) {
    var cells = new ArrayList<String>();
    cells.add(first);
    figures.forEach(figure -> cells.add(cell.apply(figure)));
    cells.add(last);
    columns.row(cells.toArray(String[]::new));
  }

  private long sum(Figure figure) {
    return report.jobs().stream().mapToLong(figure.count()).sum();
  }

  private String shown(Figure figure, long count) {
    var number = Figures.shown(count);
    return figure.isBad() && count > 0 ? screen.bad(number) : number;
  }

  List<String> times() {
    var columns = new Columns();
    columns.row(
        screen.dim("JOB"),
        screen.dim("A TASK RUNS"),
        screen.dim("STARTED AFTER (p50, p95)"),
        screen.dim("TOOK (p50, p95)"),
        screen.dim("CLOSED AFTER (p50, longest)"));
    for (var job : report.jobs()) {
      columns.row(
          job.name().value(),
          taskDuration(job),
          pair(job.startDelay(), Report.Spread::p95),
          pair(job.duration(), Report.Spread::p95),
          pair(job.close(), Report.Spread::longest));
    }
    return columns.lines();
  }

  private String taskDuration(Report.OfJob job) {
    return report.scenario().jobs().stream()
        .filter(simulated -> simulated.row().equals(job.name()))
        .findFirst()
        .map(SimulatedJob::duration)
        .map(Object::toString)
        .orElse("-");
  }

  private static String pair(
      Optional<Report.Spread> spread, Function<Report.Spread, Duration> second) {
    return spread
        .map(s -> Durations.shown(s.p50()) + ", " + Durations.shown(second.apply(s)))
        .orElse("-");
  }
}
