package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.RecentRun;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long runs took, a bar each, the latest on the right: a failed one is hollow and wears a dot,
 * and one that was never made is a stroke at the bottom.
 */
record Sparkline(List<RecentRun> runs, int slots, int bar, int height) {
  private static final int GAP = 2;

  /** Room above the bars for the dots. */
  private static final int HEAD = 6;

  /**
   * @param latestFirst as the history gives them
   */
  static Sparkline of(List<RecentRun> latestFirst, int most, int bar, int height) {
    var some = latestFirst.subList(0, Math.min(most, latestFirst.size()));
    return new Sparkline(some.reversed(), most, bar, height);
  }

  Html shown() {
    if (runs.isEmpty()) {
      return Html.NONE;
    }
    int width = slots * (bar + GAP) - GAP;
    int empty = slots - runs.size();
    var drawn =
        IntStream.range(0, runs.size())
            .mapToObj(i -> bar(runs.get(i), (empty + i) * (bar + GAP)))
            .collect(Html.joined());
    return Html.of(
        "<svg class=\"spark\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\">{}</svg>",
        width,
        height,
        words(),
        drawn);
  }

  private Html bar(RecentRun run, int x) {
    var mark = Mark.of(run.result());
    double share = (double) run.duration().toMillis() / Math.max(1, longest().toMillis());
    double size = run.startDelay().isEmpty() ? 2 : Math.max(3, share * (height - HEAD));
    var shape =
        mark.isBad() && !run.startDelay().isEmpty()
            ? Html.of(
                "<rect class=\"bar bad\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                x + 0.5,
                round(height - size + 0.5),
                bar - 1,
                round(size - 1))
            : Html.of(
                "<rect class=\"bar {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                mark.css(),
                x,
                round(height - size),
                bar,
                round(size));
    var dot =
        mark.isBad()
            ? Html.of("<circle class=\"dot bad\" cx=\"{}\" cy=\"2\" r=\"2\"/>", x + bar / 2.0)
            : Html.NONE;
    return Html.of(
        "<g><title>{}: {} after {}</title>{}{}</g>",
        run.key(),
        mark.word(),
        Durations.shown(run.duration()),
        shape,
        dot);
  }

  private Duration longest() {
    return runs.stream().map(RecentRun::duration).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** What it shows, for those who do not see it. */
  String words() {
    if (runs.isEmpty()) {
      return "";
    }
    long failed = runs.stream().filter(run -> Mark.of(run.result()).isBad()).count();
    return "The last %s: %s; the longest took %s."
        .formatted(
            runs.size() == 1 ? "run" : runs.size() + " runs",
            failed == 0 ? "none failed" : failed + " failed",
            Durations.shown(longest()));
  }

  private static double round(double pixels) {
    return Math.round(pixels * 10) / 10.0;
  }
}
