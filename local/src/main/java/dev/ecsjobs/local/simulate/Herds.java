package dev.ecsjobs.local.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The minutes in which most was due, and how long it took to launch all of it. */
final class Herds {
  private static final int TOLD_OF = 3;
  private static final long MINUTE = 60_000;
  private static final Comparator<Report.Herd> LARGEST_FIRST =
      Comparator.comparing(Report.Herd::due).reversed().thenComparing(Report.Herd::at);

  private final Map<Long, Herd> open = new HashMap<>();
  private final List<Report.Herd> largest = new ArrayList<>();

  /** What is due in one minute. */
  static final class Herd {
    private final long minute;
    private int due;
    private int settled;
    private final Samples launches = new Samples();

    /** How many were launched in the first minute, the second, and so on. */
    private int[] plan = new int[1];

    private Herd(long minute) {
      this.minute = minute;
    }

    private void launchedAt(long millis) {
      int after = (int) (millis / MINUTE - minute);
      if (after >= plan.length) {
        plan = Arrays.copyOf(plan, after + 1);
      }
      plan[after]++;
      launches.add(millis - minute * MINUTE);
    }

    private Report.Herd report() {
      int launched = Arrays.stream(plan).sum();
      var sorted = launches.sorted();
      return new Report.Herd(
          Instant.ofEpochMilli(minute * MINUTE),
          due,
          launched,
          sorted.percentile(95).orElse(Duration.ZERO),
          sorted.percentile(100).orElse(Duration.ZERO),
          Quotas.shortestFor(launched),
          Arrays.stream(plan).boxed().toList());
    }
  }

  /** One more is due in this minute. */
  Herd due(Instant at) {
    var herd = open.computeIfAbsent(at.toEpochMilli() / MINUTE, Herd::new);
    herd.due++;
    return herd;
  }

  void launched(Herd herd, Instant at) {
    herd.launchedAt(at.toEpochMilli());
    settle(herd);
  }

  /** It is not launched any more. */
  void gone(Herd herd) {
    settle(herd);
  }

  private void settle(Herd herd) {
    herd.settled++;
    if (herd.settled == herd.due) {
      open.remove(herd.minute);
      keep(herd);
    }
  }

  private void keep(Herd herd) {
    boolean isLarge = largest.size() < TOLD_OF || herd.due > largest.getLast().due();
    if (isLarge && herd.due > 1) {
      largest.add(herd.report());
      largest.sort(LARGEST_FIRST);
      if (largest.size() > TOLD_OF) {
        largest.removeLast();
      }
    }
  }

  /** The largest first, those too of which not all were launched. */
  List<Report.Herd> largest() {
    var all = new ArrayList<>(largest);
    open.values().stream().filter(herd -> herd.due > 1).map(Herd::report).forEach(all::add);
    return all.stream().sorted(LARGEST_FIRST).limit(TOLD_OF).toList();
  }
}
