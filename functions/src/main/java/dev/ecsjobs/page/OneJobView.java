package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.RunSummary;
import java.util.List;

/**
 * A job: how it stands, how it has gone, and its runs.
 *
 * @param page some of its runs that ended, the latest requested first
 * @param pages of the host: links to other pages of them
 */
public record OneJobView(JobView job, List<RunSummary> page, boolean isFirst, Html pages) {
  public Html shown(Scene scene) {
    return Html.of(
        "<div class=\"lead\"><h1>{} {}</h1><p>{}</p><div class=\"actions\">{}</div></div>{}{}{}"
            + "<section data-key=\"list\"><h2>{}</h2>{}{}</section>",
        job.mark().sign(),
        job.name(),
        plan(scene),
        Html.all(
            job.pause().isPresent()
                ? scene.host().resume(job.name())
                : scene.host().pause(job.name()),
            scene.host().run(job.name())),
        paused(scene),
        isFirst ? troubles(scene) : Html.NONE,
        isFirst ? figures(scene) : Html.NONE,
        isFirst ? "Runs" : "Older runs",
        new RunsTable(isFirst ? job.unfinished() : List.of(), page).shown(scene),
        pages);
  }

  private Html paused(Scene scene) {
    return job.pause()
        .map(
            pause ->
                Html.of(
                    "<p class=\"doing\">{} Its schedule starts nothing: {}</p>",
                    Mark.PAUSED.shown(),
                    scene.moments().told(pause.toString())))
        .orElse(Html.NONE);
  }

  private Html plan(Scene scene) {
    return job.planned()
        .map(
            planned ->
                Html.of(
                    "<code>{}</code> {} · {}",
                    planned.expression(),
                    planned.zone(),
                    planned.enabled()
                        ? planned.next().stream()
                            .findFirst()
                            .map(
                                at ->
                                    "next at %s, %s"
                                        .formatted(
                                            scene.moments().minute(at), scene.moments().away(at)))
                            .orElse("never again")
                        : "disabled: it runs by hand only"))
        .orElseGet(() -> Html.of("Its schedule is not known here."));
  }

  private Html troubles(Scene scene) {
    return job.troubles().isEmpty()
        ? Html.NONE
        : Html.of(
            "<section class=\"cards\" data-key=\"cards\" aria-label=\"What needs a"
                + " look\">{}</section>",
            Html.each(job.troubles(), run -> new TroubleCard(job, run).shown(scene)));
  }

  private Html figures(Scene scene) {
    var total = job.total();
    var recent = total.recent();
    var chart = Sparkline.of(recent.runs(), recent.runs().size(), 8, 64);
    var figures =
        Html.all(
            figure("Runs", Long.toString(total.runs())),
            figure(
                "Success",
                total.successRate().isPresent()
                    ? JobsTable.percent(total.successRate().getAsDouble())
                    : "–"),
            figure("Retries", Long.toString(total.retries())),
            figure("Median", recent.medianDuration().map(Durations::shown).orElse("–")),
            figure("95 % within", recent.longDuration().map(Durations::shown).orElse("–")),
            figure(
                "Last success", total.lastSuccessAt().map(scene.moments()::away).orElse("never")),
            figure("Cost on AWS", Money.spent(total.spending())),
            figure("In vain", Money.wasted(total.spending())));
    return Html.of(
        "<section class=\"figures\"><h2 class=\"unseen\">Figures</h2><dl>{}</dl><div"
            + " class=\"chart\">{}<p class=\"sub\">{}</p></div></section>",
        figures,
        chart.shown(),
        chart.words());
  }

  private static Html figure(String name, String value) {
    return Html.of("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
  }
}
