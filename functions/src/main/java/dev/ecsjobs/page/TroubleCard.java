package dev.ecsjobs.page;

import dev.ecsjobs.history.Recent;
import dev.ecsjobs.run.Run;
import java.util.Optional;

/** A run that fails or has failed: what, what is done about it, what to do; and its last words. */
record TroubleCard(JobView job, Run run) {
  private static final int LOG_LINES = 5;

  Html shown(Scene scene) {
    var moments = scene.moments();
    var mark = Mark.of(run);
    return Html.of(
        "<article class=\"card {}\" data-row data-key=\"{}\"><header>{}<h3>{}</h3>{}<span"
            + " class=\"when\">{}</span></header>{}{}<footer>{}{}<span"
            + " class=\"more\">{}</span></footer></article>",
        mark.css(),
        run.id(),
        mark.shown(),
        scene.host().link(new Target.OneRun(run.id()), Html.text(job.name().value())),
        Html.all(chain(), inARow()),
        run.finished()
            .map(finished -> moments.relative(finished.at()))
            .orElseGet(() -> Html.of("since {}", moments.absolute(run.requestedAt()))),
        told(Story.of(run), scene, nextFire(scene)),
        log(scene),
        run.finished().isPresent() ? scene.host().run(job.name()) : Html.NONE,
        run.finished().isPresent() ? Html.NONE : scene.host().cancel(run.id()),
        scene.host().link(new Target.OneRun(run.id()), Html.of("All about this run →")));
  }

  /** The three things to know. */
  static Html told(Story story, Scene scene, String next) {
    return Html.of(
        "<dl class=\"story\">{}<dt>ecsjobs</dt><dd>{}{}</dd><dt>You</dt><dd>{}</dd></dl>",
        story
            .what()
            .map(what -> Html.of("<dt>Why</dt><dd class=\"what\">{}</dd>", what))
            .orElse(Html.NONE),
        story.doing(scene.moments()),
        next,
        story.advice());
  }

  private String nextFire(Scene scene) {
    return job.planned()
        .flatMap(planned -> planned.next().stream().findFirst())
        .filter(_ -> run.finished().isPresent())
        .map(
            next ->
                " The schedule starts the next run at %s, %s."
                    .formatted(scene.moments().minute(next), scene.moments().away(next)))
        .orElse("");
  }

  /** The attempts so far, a sign each. */
  private Html chain() {
    var attempts = Attempt.of(run);
    return Html.of(
        "<span class=\"chain\" role=\"img\" aria-label=\"{}\">{}</span>",
        attempts.size() == 1 ? "1 attempt" : attempts.size() + " attempts",
        Html.each(attempts, attempt -> attempt.mark().sign()));
  }

  /** Whether it is the first one. */
  private Html inARow() {
    int streak = -job.total().recent().streak();
    return run.finished().isPresent() && streak > 1
        ? Html.of(
            "<span class=\"sub\">{}{} failed runs in a row</span>",
            streak,
            streak == Recent.SIZE ? " or more" : "")
        : Html.NONE;
  }

  private Html log(Scene scene) {
    var attempts = Attempt.of(run).reversed();
    return attempts.stream()
        .map(Attempt::task)
        .flatMap(Optional::stream)
        .map(task -> scene.logs().lastLines(task, LOG_LINES))
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .map(lines -> Log.of(lines, "The last lines of " + run.id()))
        .orElse(Html.NONE);
  }
}
