package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.local.simulate.Fault;
import dev.ecsjobs.local.simulate.Report;
import dev.ecsjobs.local.simulate.Scenario;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A simulation's report for machines. */
final class ReportJson {
  private ReportJson() {}

  static Document of(Report report) {
    return scenario(report.scenario())
        .put("expected", report.expected())
        .put("accountedFor", report.accountedFor())
        .put("jobs", report.jobs().stream().map(job -> job(job, report).fields()).toList())
        .put("herds", report.herds().stream().map(herd -> herd(herd).fields()).toList())
        .put("slowest", report.slowest().stream().map(close -> close(close).fields()).toList())
        .put("open", report.open().stream().map(open -> open(open).fields()).toList())
        .put("deferrals", report.deferrals())
        .put("mostTasks", report.mostTasks())
        .put("mostTasksAt", report.mostTasksAt());
  }

  private static Document scenario(Scenario scenario) {
    var rates = new LinkedHashMap<String, Object>();
    for (var fault : Fault.values()) {
      rates.put(fault.toString(), BigDecimal.valueOf(scenario.faults().rate(fault)));
    }
    return new Document()
        .put("from", scenario.from())
        .put("until", scenario.until())
        .put("seed", scenario.seed())
        .put("faults", rates);
  }

  private static Document job(Report.OfJob job, Report report) {
    var failures = new LinkedHashMap<String, Object>();
    job.failures().forEach((kind, count) -> failures.put(kind.name(), count));
    var summary = job.summary();
    return new Document()
        .put("job", job.name())
        .put("taskDuration", taskDuration(job, report.scenario()))
        .put("expected", job.expected())
        .put("unexpected", job.unexpected())
        .put("succeeded", summary.succeeded())
        .put("failed", summary.failed())
        .put("cancelled", summary.cancelled())
        .put("skipped", summary.skipped())
        .put("missed", summary.missed())
        .put("attempts", summary.attempts())
        .put("retries", job.retries())
        .put("failures", failures)
        .put("dollars", job.cost().dollars().toPlainString())
        .put("costComplete", job.cost().isComplete())
        .put("startDelay", job.startDelay().map(ReportJson::spread))
        .put("duration", job.duration().map(ReportJson::spread))
        .put("close", job.close().map(ReportJson::spread));
  }

  private static Optional<String> taskDuration(Report.OfJob job, Scenario scenario) {
    return scenario.jobs().stream()
        .filter(simulated -> simulated.row().equals(job.name()))
        .findFirst()
        .map(simulated -> simulated.duration().toString());
  }

  private static Map<String, Object> spread(Report.Spread spread) {
    return new Document()
        .put("p50", spread.p50())
        .put("p95", spread.p95())
        .put("longest", spread.longest())
        .fields();
  }

  private static Document herd(Report.Herd herd) {
    return new Document()
        .put("at", herd.at())
        .put("due", herd.due())
        .put("launched", herd.launched())
        .put("most", herd.most())
        .put("all", herd.all())
        .put("shortest", herd.shortest())
        .put("plan", herd.plan());
  }

  private static Document close(Report.Close close) {
    return new Document()
        .put("run", close.run())
        .put("after", close.after())
        .put("event", close.told());
  }

  private static Document open(Report.Open open) {
    return new Document()
        .put("run", open.run())
        .put("dueAt", open.dueAt())
        .put("lost", open.isLost())
        .put("standing", open.standing());
  }
}
