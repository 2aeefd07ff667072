package dev.ecsjobs.lambda;

import dev.ecsjobs.Document;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What CloudWatch counts of a decision: the log line carries it in the embedded metric format, so a
 * metric costs no call and no second line.
 *
 * <p>Fields of the line are the dimensions. A job is one only where its run did not succeed: a
 * metric is billed by the hour it is written in, and a thousand jobs that are well cost nothing.
 *
 * <p>A process that dies between commit and log line leaves its decision uncounted; the history is
 * exact.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
final class Metrics {
  static final String NAMESPACE = "ecsjobs";

  private final Document line;
  private final List<Object> directives = new ArrayList<>();

  private Metrics(Document line) {
    this.line = line;
  }

  /** Adds the decision's figures, if there are any, and says that they are metrics. */
  static void addTo(Document line, Decided decided) {
    var metrics = new Metrics(line);
    for (var event : decided.decision().events()) {
      // An index is not a run that anybody counts: its array is.
      if (event instanceof RunEvent.RunFinished finished && decided.run().id().index().isEmpty()) {
        metrics.finished(decided.run(), finished.result());
      } else if (event instanceof RunEvent.RetryScheduled) {
        metrics.retried(decided.run());
      }
    }
    metrics.declare(decided.signal().at());
  }

  /** How many by result; how long it took and how late it began, in seconds. */
  private void finished(Run run, RunResult result) {
    line.put("runs", 1);
    var byResult = List.of("stack", "result");
    directive(
        result == RunResult.SUCCEEDED
            ? List.of(byResult)
            : List.of(byResult, List.of("stack", "job", "result")),
        metric("runs", "Count"));
    var summary = RunSummary.of(run).orElseThrow();
    if (!summary.attempts().isEmpty()) {
      took(summary);
    }
  }

  /** Of runs that were skipped or missed there is nothing to tell. */
  private void took(RunSummary run) {
    line.put("duration", seconds(run.duration()));
    line.put("startDelay", run.startDelay().map(Metrics::seconds));
    var byStack = List.of(List.of("stack"));
    directive(byStack, metric("duration", "Seconds"));
    if (run.startDelay().isPresent()) {
      directive(byStack, metric("startDelay", "Seconds"));
    }
  }

  /** How many by the kind of failure that made them necessary. */
  private void retried(Run run) {
    for (var event : run.timeline().reversed()) {
      if (event instanceof RunEvent.AttemptEnded ended
          && ended.outcome() instanceof Outcome.Failed failed) {
        line.put("retries", 1).put("kind", failed.kind());
        directive(List.of(List.of("stack", "kind")), metric("retries", "Count"));
        return;
      }
    }
  }

  private void directive(List<List<String>> dimensions, Document metric) {
    directives.add(
        new Document()
            .put("Namespace", NAMESPACE)
            .put("Dimensions", dimensions)
            .put("Metrics", List.of(metric.fields()))
            .fields());
  }

  private static Document metric(String name, String unit) {
    return new Document().put("Name", name).put("Unit", unit);
  }

  private void declare(Instant at) {
    if (!directives.isEmpty()) {
      var declared =
          new Document().put("Timestamp", at.toEpochMilli()).put("CloudWatchMetrics", directives);
      line.put("_aws", declared.fields());
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
