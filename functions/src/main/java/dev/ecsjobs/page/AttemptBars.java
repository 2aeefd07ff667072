package dev.ecsjobs.page;

import dev.ecsjobs.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A run's attempts as bars on one time line: what was spent on starting, and what on running. */
record AttemptBars(Run run, List<Attempt> attempts) {

  Html shown(Moments moments) {
    if (attempts.isEmpty()) {
      return Html.NONE;
    }
    var end =
        run.finished().isPresent()
            ? attempts.getLast().until(run.finished().get().at())
            : moments.now();
    var span = new Span(attempts.getFirst().launchedAt(), end);
    return Html.of(
        "<div class=\"lanes attempts\">{}<div class=\"lane axis\"><span class=\"name\"></span>"
            + "<svg width=\"100%\" height=\"20\"><text x=\"0\" y=\"14\">{}</text>"
            + "<text x=\"100%\" y=\"14\" text-anchor=\"end\">{}</text></svg></div></div>{}",
        Html.each(attempts, attempt -> lane(attempt, span, moments)),
        moments.clock(span.from()),
        run.finished().isPresent() ? "+ " + Durations.shown(span.length()) : "now",
        LEGEND);
  }

  private static final Html LEGEND =
      Html.of(
          "<p class=\"legend\"><span><svg width=\"12\" height=\"12\"><rect class=\"phase start\""
              + " width=\"12\" height=\"12\" rx=\"2\"/></svg> starting: provisioning and"
              + " image</span><span><svg width=\"12\" height=\"12\"><rect class=\"phase any\""
              + " width=\"12\" height=\"12\" rx=\"2\"/></svg> running</span></p>");

  private static Html lane(Attempt attempt, Span span, Moments moments) {
    var until = attempt.until(moments.now());
    var started = attempt.startedAt().filter(at -> at.isBefore(until)).orElse(until);
    var mark = attempt.mark();
    return Html.of(
        "<div class=\"lane\"><span class=\"name\">{} Attempt {}</span><svg width=\"100%\""
            + " height=\"26\" role=\"img\" aria-label=\"{}\"><line class=\"rail\" x1=\"0\""
            + " x2=\"100%\" y1=\"13\" y2=\"13\"/>{}{}</svg></div>",
        mark.sign(),
        attempt.number(),
        words(attempt, moments.now()),
        phase("start", "starting", attempt.launchedAt(), started, span),
        attempt.startedAt().isPresent()
            ? phase(mark.css(), "running", started, until, span)
            : Html.NONE);
  }

  private static Html phase(String css, String name, Instant begin, Instant end, Span span) {
    return Html.of(
        "<g><title>{} {}</title><rect class=\"phase {}\" x=\"{}\" y=\"6\" width=\"{}\""
            + " height=\"14\" rx=\"2\"/></g>",
        Durations.shown(Duration.between(begin, end)),
        name,
        css,
        span.at(begin),
        span.length(begin, end));
  }

  private static String words(Attempt attempt, Instant now) {
    return "Attempt %d: %s, %s starting, %s running."
        .formatted(
            attempt.number(),
            attempt.mark().word(),
            Durations.shown(attempt.starting(now)),
            Durations.shown(attempt.running(now)));
  }
}
