package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.page.Html;
import dev.ecsjobs.page.JobView;
import dev.ecsjobs.page.JobsView;
import dev.ecsjobs.page.Moments;
import dev.ecsjobs.page.OneJobView;
import dev.ecsjobs.page.OneRunView;
import dev.ecsjobs.page.Reading;
import dev.ecsjobs.page.Scene;
import dev.ecsjobs.page.Style;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows jobs and runs on a CloudWatch dashboard, whose custom widget calls this function: HTML with
 * SVG and no script.
 */
public final class WidgetHandler implements RequestStreamHandler {
  private static final int RUNS = 20;

  private static final String DESCRIPTION =
      """
      ## Jobs and runs
      What failed, why, what ecsjobs does about it and what to do; then every job. A name opens the job or the run.

      Parameters, as YAML; without any all jobs are shown:
      ```yaml
      job: nightly-report
      ```
      or
      ```yaml
      run: nightly-report/20260301T010000Z
      ```
      """;

  private final Wiring wiring;
  private final Reading reading;

  public WidgetHandler() {
    this(InitPhase.begun().connecting("dynamodb").rehearsed(Rehearsal::sweep));
  }

  public WidgetHandler(Wiring wiring) {
    this.wiring = wiring;
    this.reading = new Reading(wiring.runs(), wiring.pauses(), wiring.history());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = Json.readObject(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    var asked = Document.reading(event);
    Object answer =
        asked.optionalText("describe").equals(Optional.of("true"))
            ? new Document().put("markdown", DESCRIPTION).fields()
            : shown(asked, context.getInvokedFunctionArn());
    output.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
  }

  private String shown(Document asked, String function) {
    var widget = asked.optionalObject("widgetContext").orElseGet(Document::new);
    var scene =
        new Scene(
            new Moments(wiring.clock().instant(), zone(widget)),
            new WidgetHost(function),
            (_, _) -> List.of());
    var theme = widget.optionalText("theme").filter("dark"::equals).orElse("light");
    // Before its content: CloudWatch's own styles are for plain tables and links.
    return "<style>"
        + Style.SHEET
        + "</style>"
        + Html.of(
            "<div class=\"cwdb-no-default-styles\"></div><div class=\"ecsjobs {}\">{}</div>",
            theme,
            view(asked, scene));
  }

  private Html view(Document asked, Scene scene) {
    var run = asked.optionalText("run");
    if (run.isPresent()) {
      return run.flatMap(RunId::parse)
          .flatMap(reading::run)
          .map(
              found ->
                  new OneRunView(found, Optional.of("Its log is in CloudWatch Logs.")).shown(scene))
          .orElseGet(() -> none("run", run.get()));
    }
    var jobs = reading.jobs(Map.of());
    return asked
        .optionalText("job")
        .map(job -> one(job, jobs, scene))
        .orElseGet(() -> new JobsView(jobs).shown(scene));
  }

  private Html one(String name, List<JobView> jobs, Scene scene) {
    return jobs.stream()
        .filter(view -> view.name().value().equals(name))
        .findFirst()
        .map(
            job ->
                new OneJobView(
                        job,
                        reading.runs(HistoryQuery.latest(RUNS).of(job.name())).runs(),
                        true,
                        Html.NONE)
                    .shown(scene))
        .orElseGet(() -> none("job", name));
  }

  private static Html none(String what, String name) {
    return Html.of("<p>There is no {} {}.</p>", what, name);
  }

  /** The dashboard's, by its distance from UTC: the name of a zone it does not tell. */
  private static ZoneOffset zone(Document widget) {
    try {
      return widget
          .optionalObject("timezone")
          .flatMap(zone -> zone.optionalText("offsetISO"))
          .map(ZoneOffset::of)
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
