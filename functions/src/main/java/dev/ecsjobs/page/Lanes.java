package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs as a timeline: a lane for each job, a bar for each run. */
record Lanes(List<JobView> jobs, List<RunSummary> runs, Instant from) {
  private static final int PARTS = 4;
  private static final String CROSS = "M-4 9l8 8M4 9l-8 8";

  /** Draws what was at least partly between the instant and now. */
  Html shown(Scene scene) {
    var span = new Span(from, scene.moments().now());
    return Html.of(
        "<div class=\"lanes\" role=\"img\" aria-label=\"{}\">{}{}</div>",
        words(span),
        Html.each(jobs, job -> lane(job, span, scene)),
        axis(span, scene.moments()));
  }

  private Html lane(JobView job, Span span, Scene scene) {
    var ended =
        runs.reversed().stream()
            .filter(run -> run.run().job().equals(job.name()))
            .map(run -> ended(run, span));
    var open =
        job.unfinished().reversed().stream()
            .map(run -> bar(run.id(), Mark.of(run), run.requestedAt(), span.to(), span));
    return Html.of(
        "<div class=\"lane\"><span class=\"name\">{}</span><svg width=\"100%\" height=\"26\">"
            + "<line class=\"rail\" x1=\"0\" x2=\"100%\" y1=\"13\" y2=\"13\"/>{}</svg></div>",
        scene.host().link(new Target.OneJob(job.name()), Html.text(job.name().value())),
        Stream.concat(ended, open).collect(Html.joined()));
  }

  private static Html ended(RunSummary run, Span span) {
    return bar(run.run(), Mark.of(run.result()), run.requestedAt(), run.finishedAt(), span);
  }

  /** A failed run wears a cross, so that its colour is not all that tells it. */
  private static Html bar(RunId run, Mark mark, Instant begin, Instant end, Span span) {
    var cross =
        mark.isBad()
            ? Html.of(
                "<svg class=\"over\" x=\"{}\" y=\"0\"><path class=\"halo\" d=\"{}\"/><path"
                    + " class=\"cross\" d=\"{}\"/></svg>",
                span.at(end),
                CROSS,
                CROSS)
            : Html.NONE;
    return Html.of(
        "<g><title>{}: {}, {}</title><rect class=\"bar {}\" x=\"{}\" y=\"7\" width=\"{}\""
            + " height=\"12\" rx=\"1\"/>{}</g>",
        run,
        mark.word(),
        Durations.shown(Duration.between(begin, end)),
        mark.css(),
        span.at(begin),
        span.length(begin, end),
        cross);
  }

  private static Html axis(Span span, Moments moments) {
    var ticks =
        IntStream.rangeClosed(0, PARTS)
            .mapToObj(
                part ->
                    Html.of(
                        "<text x=\"{}\" y=\"14\" text-anchor=\"{}\">{}</text>",
                        100 * part / PARTS + "%",
                        part == 0 ? "start" : part == PARTS ? "end" : "middle",
                        part == PARTS ? "now" : moments.minute(span.point(part, PARTS))))
            .collect(Html.joined());
    return Html.of(
        "<div class=\"lane axis\"><span class=\"name\"></span><svg width=\"100%\""
            + " height=\"20\">{}</svg></div>",
        ticks);
  }

  private String words(Span span) {
    return "%d runs of %d jobs in the last %s; the table below tells each."
        .formatted(runs.size(), jobs.size(), Durations.roughly(span.length()));
  }
}
