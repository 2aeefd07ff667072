package dev.ecsjobs.page;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** When each job fires next, the soonest first; those that do not fire stand last. */
public record NextView(List<JobView> jobs) {

  public Html shown(Scene scene) {
    var sorted =
        jobs.stream()
            .filter(job -> job.planned().isPresent())
            .sorted(Comparator.comparing(NextView::first))
            .toList();
    var table =
        new Table("next")
            .column("when", "Next")
            .column("name", "Job")
            .column("rule", "Schedule")
            .column("then", "And then")
            .plainColumn("act", "Actions");
    sorted.forEach(job -> row(job, scene, table));
    return Html.of(
        "<div class=\"lead\"><h1>What fires next</h1><p>Times are in"
            + " {}.</p></div><section>{}</section>",
        scene.moments().zone(),
        table.shown());
  }

  private static Instant first(JobView job) {
    return job.planned().stream()
        .flatMap(planned -> planned.next().stream())
        .findFirst()
        .orElse(Instant.MAX);
  }

  private static void row(JobView job, Scene scene, Table table) {
    var planned = job.planned().orElseThrow();
    table.row(
        job.name(),
        JobsTable.next(job, scene),
        scene.host().link(new Target.OneJob(job.name()), Html.text(job.name().value())),
        Html.of("{}<span class=\"sub\">{}</span>", planned.expression(), planned.zone()),
        planned.next().stream()
            .skip(1)
            .map(scene.moments()::minute)
            .collect(Collectors.joining(", ")),
        scene.host().run(job.name()));
  }
}
