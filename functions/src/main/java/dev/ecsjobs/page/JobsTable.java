package dev.ecsjobs.page;

import dev.ecsjobs.history.RunSummary;
import java.util.List;

/** A line for each job: how it stands, when it runs, how it has gone. */
record JobsTable(List<JobView> jobs) {
  private static final int RECENT = 20;

  Html shown(Scene scene) {
    boolean arePlanned = jobs.stream().anyMatch(job -> job.planned().isPresent());
    return Html.of(
        "<div class=\"scroll\"><table class=\"jobs\" role=\"table\"><thead role=\"rowgroup\"><tr"
            + " role=\"row\"><th scope=\"col\" role=\"columnheader\">State</th><th scope=\"col\""
            + " role=\"columnheader\">Job</th><th scope=\"col\" role=\"columnheader\">Last"
            + " run</th>{}<th scope=\"col\" role=\"columnheader\" class=\"number\">Success</th><th"
            + " scope=\"col\" role=\"columnheader\">Durations</th><th scope=\"col\""
            + " role=\"columnheader\"><span class=\"unseen\">Actions</span></th></tr></thead><tbody"
            + " role=\"rowgroup\">{}</tbody></table></div>",
        arePlanned ? Html.of("<th scope=\"col\" role=\"columnheader\">Next</th>") : Html.NONE,
        Html.each(jobs, job -> row(job, arePlanned, scene)));
  }

  private static Html row(JobView job, boolean arePlanned, Scene scene) {
    return Html.of(
        "<tr role=\"row\" data-row><td role=\"cell\" class=\"state\">{}</td><td role=\"cell\""
            + " class=\"name\">{}{}</td><td role=\"cell\" class=\"last\">{}</td>{}<td role=\"cell\""
            + " class=\"number rate\">{}</td><td role=\"cell\" class=\"times\">{}</td><td"
            + " role=\"cell\" class=\"act\">{}</td></tr>",
        job.mark().shown(),
        scene.host().link(new Target.OneJob(job.name()), Html.text(job.name().value())),
        job.planned()
            .map(planned -> Html.of("<span class=\"sub\">{}</span>", planned.expression()))
            .orElse(Html.NONE),
        last(job, scene),
        arePlanned
            ? Html.of("<td role=\"cell\" class=\"next\">{}</td>", next(job, scene))
            : Html.NONE,
        rate(job),
        times(job.recent()),
        scene.host().run(job.name()));
  }

  private static Html last(JobView job, Scene scene) {
    if (!job.unfinished().isEmpty()) {
      var run = job.unfinished().getFirst();
      return Html.of(
          "{}<span class=\"sub\">{}</span>",
          scene.host().link(new Target.OneRun(run.id()), Html.of("now")),
          Story.of(run).doing(scene.moments()));
    }
    return job.recent().stream()
        .findFirst()
        .map(
            run ->
                Html.of(
                    "{}<span class=\"sub\">{}</span>",
                    scene
                        .host()
                        .link(
                            new Target.OneRun(run.run()),
                            scene.moments().relative(run.finishedAt())),
                    run.attempts().isEmpty()
                        ? "did not start"
                        : "took " + Durations.shown(Sparkline.took(run))))
        .orElseGet(() -> Html.of("<span class=\"quiet\">–</span>"));
  }

  static Html next(JobView job, Scene scene) {
    if (job.planned().isEmpty()) {
      return Html.of("<span class=\"quiet\">not scheduled here</span>");
    }
    var planned = job.planned().get();
    if (!planned.enabled()) {
      return Html.of("<span class=\"quiet\">disabled</span>");
    }
    return planned.next().stream()
        .findFirst()
        .map(
            at ->
                Html.of(
                    "{}<span class=\"sub\">{}</span>",
                    scene.moments().relative(at),
                    scene.moments().minute(at)))
        .orElseGet(() -> Html.of("<span class=\"quiet\">never again</span>"));
  }

  private static Html rate(JobView job) {
    return job.successRate()
        .map(
            rate ->
                Html.of(
                    "<span class=\"{}\">{}%</span>",
                    rate < 0.9 ? "mark bad" : "", Math.round(Math.floor(rate * 100))))
        .orElseGet(() -> Html.of("<span class=\"quiet\">–</span>"));
  }

  private static Html times(List<RunSummary> recent) {
    return Html.all(
        Sparkline.of(recent, RECENT, 4, 24).shown(),
        Sparkline.median(recent)
            .map(
                median ->
                    Html.of(
                        " <span class=\"sub\" title=\"the median of those that"
                            + " succeeded\">~{}</span>",
                        Durations.shown(median)))
            .orElse(Html.NONE));
  }
}
