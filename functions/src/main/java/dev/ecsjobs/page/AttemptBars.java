package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

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
        legend(moments.now()));
  }

  private Html legend(Instant now) {
    boolean pulled =
        attempts.stream()
            .flatMap(attempt -> attempt.phases(now).stream())
            .anyMatch(phase -> phase.css().equals("pull"));
    return Html.of(
        "<p class=\"legend\">{}{}{}</p>",
        swatch("start", "provisioning"),
        pulled ? swatch("pull", "pulling the image") : Html.NONE,
        swatch("any", "running"));
  }

  private static Html swatch(String css, String name) {
    return Html.of(
        "<span><svg width=\"12\" height=\"12\"><rect class=\"phase {}\" width=\"12\" height=\"12\""
            + " rx=\"2\"/></svg> {}</span>",
        css,
        name);
  }

  private static Html lane(Attempt attempt, Span span, Moments moments) {
    var phases = attempt.phases(moments.now());
    return Html.of(
        "<div class=\"lane\"><span class=\"name\">{} Attempt {}</span><svg width=\"100%\""
            + " height=\"26\" role=\"img\" aria-label=\"{}\"><line class=\"rail\" x1=\"0\""
            + " x2=\"100%\" y1=\"13\" y2=\"13\"/>{}</svg></div>",
        attempt.mark().sign(),
        attempt.number(),
        words(attempt, phases),
        Html.each(phases, phase -> bar(phase, span)));
  }

  private static Html bar(Attempt.Phase phase, Span span) {
    return Html.of(
        "<g><title>{} {}</title><rect class=\"phase {}\" x=\"{}\" y=\"6\" width=\"{}\""
            + " height=\"14\" rx=\"2\"/></g>",
        Durations.shown(phase.length()),
        phase.name(),
        phase.css(),
        span.at(phase.from()),
        span.length(phase.from(), phase.to()));
  }

  private static String words(Attempt attempt, List<Attempt.Phase> phases) {
    return "Attempt %d: %s; %s."
        .formatted(
            attempt.number(),
            attempt.mark().word(),
            phases.stream()
                .map(phase -> Durations.shown(phase.length()) + " " + phase.name())
                .collect(Collectors.joining(", ")));
  }
}
