package dev.ecsjobs.local.simulate;

import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The few runs whose end was noticed last. */
final class SlowestCloses {
  private static final int TOLD_OF = 5;
  private static final Comparator<Report.Close> SLOWEST_FIRST =
      Comparator.comparing(Report.Close::after)
          .reversed()
          .thenComparing(close -> close.run().toString());

  private final List<Report.Close> slowest = new ArrayList<>();

  void add(RunId run, Duration after, Supplier<Told> told) {
    if (slowest.size() < TOLD_OF || after.compareTo(slowest.getLast().after()) > 0) {
      slowest.add(new Report.Close(run, after, told.get()));
      slowest.sort(SLOWEST_FIRST);
      if (slowest.size() > TOLD_OF) {
        slowest.removeLast();
      }
    }
  }

  List<Report.Close> all() {
    return slowest;
  }
}
