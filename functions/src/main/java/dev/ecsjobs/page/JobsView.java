package dev.ecsjobs.page;

import dev.ecsjobs.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The first thing to look at: what is wrong, then every job, then what comes next. */
public record JobsView(List<JobView> jobs) {
  private static final int CARDS = 6;

  public JobsView {
    jobs = List.copyOf(jobs);
  }

  private record Trouble(JobView job, Run run) {
    boolean isOver() {
      return run.finished().isPresent();
    }
  }

  private record Fire(Instant at, JobView job) {}

  /** How many jobs somebody should look at. */
  public int troubled() {
    return (int) jobs.stream().filter(job -> !job.troubles().isEmpty()).count();
  }

  /** The whole view. */
  public Html shown(Scene scene) {
    return Html.all(lead(scene), cards(scene), table(scene));
  }

  private Html lead(Scene scene) {
    return Html.of(
        "<div class=\"lead\"><h1 role=\"status\">{} {}</h1><p>{}</p></div>",
        sign().sign(),
        headline(),
        now(scene));
  }

  private Mark sign() {
    return jobs.isEmpty()
        ? Mark.NEVER
        : failed() > 0 ? Mark.FAILED : troubled() > 0 ? Mark.RETRYING : Mark.SUCCEEDED;
  }

  /** Such as: 1 job failed, 2 are being retried. */
  private String headline() {
    if (troubled() == 0) {
      return jobs.isEmpty() ? "No job yet" : "Nothing is failing";
    }
    long retried = troubled() - failed();
    var words = new ArrayList<String>();
    if (failed() > 0) {
      words.add(failed() == 1 ? "1 job failed" : failed() + " jobs failed");
    }
    if (retried > 0) {
      var subject = failed() > 0 ? retried + "" : retried == 1 ? "1 job" : retried + " jobs";
      words.add(subject + (retried == 1 ? " is being retried" : " are being retried"));
    }
    return String.join(", ", words);
  }

  /** Those whose last run failed for good. */
  private long failed() {
    return jobs.stream()
        .filter(job -> job.troubles().stream().anyMatch(run -> Mark.of(run).isBad()))
        .count();
  }

  private String now(Scene scene) {
    long open = jobs.stream().mapToLong(job -> job.unfinished().size()).sum();
    var next = fires().findFirst();
    return "%d %s, %s.%s"
        .formatted(
            jobs.size(),
            jobs.size() == 1 ? "job" : "jobs",
            open == 0 ? "none under way" : open + " under way",
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
                Comparator.comparing(Trouble::isOver)
                    .thenComparing(trouble -> trouble.run().requestedAt())
                    .reversed())
            .toList();
    if (troubles.isEmpty()) {
      return Html.NONE;
    }
    var first = troubles.subList(0, Math.min(CARDS, troubles.size()));
    return Html.of(
        "<section class=\"cards\" data-key=\"cards\" aria-label=\"What needs a"
            + " look\">{}</section>{}",
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
        : Html.of(
            "<section data-key=\"list\"><h2>Jobs</h2>{}</section>",
            new JobsTable(jobs).shown(scene));
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
