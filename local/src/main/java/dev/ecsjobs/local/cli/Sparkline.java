package dev.ecsjobs.local.cli;

import dev.ecsjobs.history.RecentRun;
import java.util.List;
import java.util.stream.Collectors;

/** The last runs as bars as high as they took long, the latest at the right; × did not succeed. */
final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int LENGTH = 20;

  private Sparkline() {}

  static String of(List<RecentRun> latestFirst, Screen screen) {
    var runs = latestFirst.stream().limit(LENGTH).toList().reversed();
    long longest =
        runs.stream()
            .filter(RecentRun::succeeded)
            .mapToLong(run -> run.duration().toMillis())
            .max()
            .orElse(0);
    return runs.stream()
        .map(run -> run.succeeded() ? bar(run, longest) : screen.bad("×"))
        .collect(Collectors.joining());
  }

  private static String bar(RecentRun run, long longest) {
    long height = longest == 0 ? 0 : run.duration().toMillis() * (BARS.length() - 1) / longest;
    return String.valueOf(BARS.charAt((int) height));
  }
}
