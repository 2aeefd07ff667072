package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How things stand, as people read it: all that fits on a screen. */
final class TopScreen {
  /** Headings, empty lines, and the one that says how many more there are. */
  private static final int BESIDES_THE_ROWS = 10;

  private static final int LEAST = 3;

  private final Screen screen;
  private final String place;

  TopScreen(Screen screen, String place) {
    this.screen = screen;
    this.place = place;
  }

  /**
   * The frame.
   *
   * @param height how many lines there is room for
   */
  List<String> lines(Top top, int height) {
    var lines = new ArrayList<String>();
    lines.add(heading(top));
    int others = BESIDES_THE_ROWS + top.fires().size() + top.failures().size();
    paragraph(lines, runs(top, Math.max(LEAST, height - others)));
    paragraph(lines, next(top));
    paragraph(lines, failures(top));
    return lines;
  }

  private String heading(Top top) {
    long underWay = top.underWay();
    return "%s  %s  %s under way, %s waiting"
        .formatted(
            screen.strong(place),
            Screen.time(top.at()),
            Figures.shown(underWay),
            Figures.shown(top.lines().size() - underWay));
  }

  private static void paragraph(List<String> lines, List<String> more) {
    lines.add("");
    lines.addAll(more);
  }

  private List<String> runs(Top top, int room) {
    if (top.lines().isEmpty()) {
      return List.of("Nothing runs, and nothing waits.");
    }
    var columns =
        new Columns()
            .row(
                screen.dim("RUN"),
                screen.dim("STATE"),
                screen.dim("ATTEMPT"),
                screen.dim("FOR"),
                screen.dim("USUALLY (50 %, 95 %)"),
                screen.dim("NOW"));
    top.lines().stream().limit(room).forEach(line -> columns.row(row(line, top.at())));
    var lines = new ArrayList<>(columns.lines());
    if (top.lines().size() > room) {
      lines.add(screen.dim("and " + Figures.shown(top.lines().size() - room) + " more"));
    }
    return lines;
  }

  private String[] row(Top.Line line, Instant now) {
    var run = line.run();
    int most = run.job().retry().maxAttempts();
    var soFar = line.soFar(now).map(Durations::shown).orElse("");
    return new String[] {
      run.id().toString(),
      run.state().getClass().getSimpleName(),
      line.attempt().isPresent() ? line.attempt().getAsInt() + " of " + most : "",
      line.isSlow(now) ? screen.bad(soFar) : soFar,
      usual(line.usual()),
      Timeline.now(run, now).strip()
    };
  }

  private static String usual(Recent recent) {
    return recent
        .medianDuration()
        .map(
            half ->
                Durations.shown(half) + ", " + recent.longDuration().map(Durations::shown).get())
        .orElse("");
  }

  private List<String> next(Top top) {
    if (top.fires().isEmpty()) {
      return List.of("Nothing is going to fire.");
    }
    var columns = new Columns().row(screen.dim("NEXT"), screen.dim("AT"), screen.dim("IN"));
    for (var fire : top.fires()) {
      columns.row(
          fire.job().value(),
          Screen.dateTime(fire.at()),
          Durations.roughly(Duration.between(top.at(), fire.at())));
    }
    return columns.lines();
  }

  private List<String> failures(Top top) {
    if (top.failures().isEmpty()) {
      return List.of("No run has failed.");
    }
    var columns =
        new Columns()
            .row(
                screen.dim("LAST FAILURES"),
                screen.dim("AGO"),
                screen.dim("RESULT"),
                screen.dim("REASON"));
    for (var run : top.failures()) {
      columns.row(
          run.run().toString(),
          Durations.roughly(Duration.between(run.finishedAt(), top.at())),
          screen.bad(run.result().name()),
          run.reason());
    }
    return columns.lines();
  }
}
