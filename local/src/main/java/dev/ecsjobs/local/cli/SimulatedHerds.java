package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.local.simulate.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The busiest minutes of a simulation, and minute by minute the launches of the busiest. */
final class SimulatedHerds {
  private static final int LONGEST_BAR = 40;

  /** What comes after so many minutes is told of in one line. */
  private static final int PLAN_LINES = 15;

  private SimulatedHerds() {}

  static List<String> lines(Screen screen, List<Report.Herd> herds) {
    var columns =
        new Columns()
            .row(
                screen.dim("BUSIEST MINUTES"),
                screen.dim("DUE"),
                screen.dim("LAUNCHED"),
                screen.dim("95 % AFTER"),
                screen.dim("ALL AFTER"),
                screen.dim("AT BEST"));
    for (var herd : herds) {
      columns.row(
          herd.at().toString(),
          Figures.shown(herd.due()),
          Figures.shown(herd.launched()),
          Durations.shown(herd.most()),
          Durations.shown(herd.all()),
          Durations.shown(herd.shortest()));
    }
    var lines = new ArrayList<>(columns.lines());
    lines.addAll(plan(herds.getFirst()));
    return lines;
  }

  private static List<String> plan(Report.Herd herd) {
    if (herd.plan().size() < 2) {
      return List.of();
    }
    int most = Collections.max(herd.plan());
    var columns = new Columns();
    int told = 0;
    int lines = 0;
    for (int minute = 0; minute < herd.plan().size() && lines < PLAN_LINES; minute++) {
      int count = herd.plan().get(minute);
      if (count > 0) {
        columns.row("  minute " + (minute + 1), Figures.shown(count), bar(count, most));
        told += count;
        lines++;
      }
    }
    if (told < herd.launched()) {
      columns.row("  later", Figures.shown(herd.launched() - told));
    }
    return columns.lines();
  }

  private static String bar(int count, int most) {
    return "#".repeat((int) Math.ceilDiv((long) count * LONGEST_BAR, most));
  }
}
