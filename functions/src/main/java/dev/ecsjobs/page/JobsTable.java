package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.Recent;
import java.util.List;

/** A line for each job: how it stands, when it runs, how it has gone. */
record JobsTable(List<JobView> jobs) {
  private static final int RECENT = 20;

  Html shown(Scene scene) {
    var table =
        new Table("jobs")
            .column("state", "State")
            .column("name", "Job")
            .column("last", "Last run")
            .columnIf(jobs.stream().anyMatch(job -> job.planned().isPresent()), "next", "Next")
            .column("number rate", "Success")
            .column("times", "Durations")
            .plainColumn("act", "Actions");
    jobs.forEach(job -> row(job, scene, table));
    return table.shown();
  }

  private static void row(JobView job, Scene scene, Table table) {
    table.row(
        job.name(),
        job.mark().shown(),
        name(job, scene),
        last(job, scene),
        next(job, scene),
        rate(job),
        times(job.total().recent()),
        scene.host().run(job.name()));
  }

  private static Html name(JobView job, Scene scene) {
    return Html.of(
        "{}{}",
        scene.host().link(new Target.OneJob(job.name()), Html.text(job.name().value())),
        job.planned()
            .map(planned -> Html.of("<span class=\"sub\">{}</span>", planned.expression()))
            .orElse(Html.NONE));
  }

  private static Html last(JobView job, Scene scene) {
    if (!job.unfinished().isEmpty()) {
      var run = job.unfinished().getFirst();
      return Html.of(
          "{}<span class=\"sub\">{}</span>",
          scene.host().link(new Target.OneRun(run.id()), Html.of("now")),
          Story.of(run).doing(scene.moments()));
    }
    return job.latest()
        .map(
            run ->
                Html.of(
                    "{}<span class=\"sub\">{}</span>",
                    scene
                        .host()
                        .link(
                            new Target.OneRun(job.id(run)),
                            scene.moments().relative(run.requestedAt().plus(run.duration()))),
                    run.startDelay().isEmpty()
                        ? "did not start"
                        : "took " + Durations.shown(run.duration())))
        .orElseGet(() -> Html.of("<span class=\"quiet\">–</span>"));
  }

  static Html next(JobView job, Scene scene) {
    if (job.pause().isPresent()) {
      return Html.of("<span class=\"mark late\">paused</span>");
    }
    if (job.planned().isEmpty()) {
      return Html.of("<span class=\"quiet\">not known here</span>");
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
    var rate = job.total().recent().successRate();
    return rate.isEmpty()
        ? Html.of("<span class=\"quiet\">–</span>")
        : Html.of(
            "<span class=\"{}\">{}</span>",
            rate.getAsDouble() < 0.9 ? "mark bad" : "",
            percent(rate.getAsDouble()));
  }

  /** Rounded down: 100% means all. */
  static String percent(double share) {
    return (int) Math.floor(share * 100) + "%";
  }

  private static Html times(Recent recent) {
    return Html.all(
        Sparkline.of(recent.runs(), RECENT, 4, 24).shown(),
        recent
            .medianDuration()
            .map(
                median ->
                    Html.of(
                        " <span class=\"sub\" title=\"the median of those that"
                            + " succeeded\">~{}</span>",
                        Durations.shown(median)))
            .orElse(Html.NONE));
  }
}
