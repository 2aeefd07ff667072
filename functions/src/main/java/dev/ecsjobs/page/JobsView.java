package dev.ecsjobs.page;

import dev.ecsjobs.run.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The first thing to look at: what is wrong, then every job, then what comes next. */
public record JobsView(List<JobView> jobs) {
  private static final int CARDS = 6;
  private static final int FIRES = 8;

  public JobsView {
    jobs = List.copyOf(jobs);
  }

  private record Trouble(JobView job, Run run) {}

  private record Fire(Instant at, JobView job) {}

  /** How many jobs somebody should look at. */
  public int troubled() {
    return (int) jobs.stream().filter(job -> !job.troubles().isEmpty()).count();
  }

  /** The whole view. */
  public Html shown(Scene scene) {
    return Html.all(lead(scene), cards(scene), table(scene), next(scene));
  }

  private Html lead(Scene scene) {
    int troubled = troubled();
    var sign = troubled > 0 ? Mark.FAILED : Mark.SUCCEEDED;
    return Html.of(
        "<div class=\"lead\"><h1 role=\"status\">{} {}</h1><p>{}</p></div>",
        jobs.isEmpty() ? Mark.NEVER.sign() : sign.sign(),
        jobs.isEmpty()
            ? "No job yet"
            : troubled == 0
                ? "Nothing is failing"
                : troubled == 1 ? "1 job needs a look" : troubled + " jobs need a look",
        now(scene));
  }

  private String now(Scene scene) {
    long running = jobs.stream().mapToLong(job -> job.unfinished().size()).sum();
    var next = fires().findFirst();
    return "%d %s, %s.%s"
        .formatted(
            jobs.size(),
            jobs.size() == 1 ? "job" : "jobs",
            running == 0 ? "none running" : running + " running",
            next.map(
                    fire ->
                        " Next: %s %s."
                            .formatted(fire.job().name(), scene.moments().away(fire.at())))
                .orElse(""));
  }

  private Html cards(Scene scene) {
    var troubles =
        jobs.stream()
            .flatMap(job -> job.troubles().stream().map(run -> new Trouble(job, run)))
            .sorted(
                Comparator.comparing((Trouble trouble) -> trouble.run().requestedAt()).reversed())
            .toList();
    if (troubles.isEmpty()) {
      return Html.NONE;
    }
    var first = troubles.subList(0, Math.min(CARDS, troubles.size()));
    return Html.of(
        "<section class=\"cards\" aria-label=\"What needs a look\">{}</section>{}",
        Html.each(first, trouble -> new TroubleCard(trouble.job(), trouble.run()).shown(scene)),
        troubles.size() > CARDS
            ? Html.of("<p class=\"sub\">And {} more, below.</p>", troubles.size() - CARDS)
            : Html.NONE);
  }

  private Html table(Scene scene) {
    return jobs.isEmpty()
        ? Html.of(
            "<p>A job is a ScheduleV2 block in template.yaml; once one is there it stands"
                + " here.</p>")
        : Html.of("<section><h2>Jobs</h2>{}</section>", new JobsTable(jobs).shown(scene));
  }

  private Html next(Scene scene) {
    var fires = fires().limit(FIRES).toList();
    return fires.isEmpty()
        ? Html.NONE
        : Html.of(
            "<section><h2>Next</h2><ol class=\"fires\">{}</ol></section>",
            Html.each(
                fires,
                fire ->
                    Html.of(
                        "<li><span class=\"clock\">{}</span> {} <span class=\"sub\">{}</span></li>",
                        scene.moments().minute(fire.at()),
                        scene
                            .host()
                            .link(
                                new Target.OneJob(fire.job().name()),
                                Html.text(fire.job().name().value())),
                        scene.moments().relative(fire.at()))));
  }

  private Stream<Fire> fires() {
    return jobs.stream()
        .flatMap(
            job ->
                job.planned().stream()
                    .flatMap(planned -> planned.next().stream())
                    .map(at -> new Fire(at, job)))
        .sorted(Comparator.comparing(Fire::at));
  }
}
