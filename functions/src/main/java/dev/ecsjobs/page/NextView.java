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
    return Html.of(
        "<div class=\"lead\"><h1>What fires next</h1><p>Times are in {}.</p></div><div"
            + " class=\"scroll\"><table><thead><tr><th scope=\"col\">Next</th><th"
            + " scope=\"col\">Job</th><th scope=\"col\">Schedule</th><th scope=\"col\">And"
            + " then</th><th scope=\"col\"><span"
            + " class=\"unseen\">Actions</span></th></tr></thead><tbody>{}</tbody></table></section>",
        scene.moments().zone(),
        Html.each(sorted, job -> row(job, scene)));
  }

  private static Instant first(JobView job) {
    return job.planned().stream()
        .flatMap(planned -> planned.next().stream())
        .findFirst()
        .orElse(Instant.MAX);
  }

  private static Html row(JobView job, Scene scene) {
    var planned = job.planned().orElseThrow();
    return Html.of(
        "<tr data-row><td>{}</td><td class=\"name\">{}</td><td>{}<span class=\"sub\">{}</span></td>"
            + "<td class=\"then\">{}</td><td class=\"act\">{}</td></tr>",
        JobsTable.next(job, scene),
        scene.host().link(new Target.OneJob(job.name()), Html.text(job.name().value())),
        planned.expression(),
        planned.zone(),
        planned.next().stream()
            .skip(1)
            .map(scene.moments()::minute)
            .collect(Collectors.joining(", ")),
        scene.host().run(job.name()));
  }
}
