package dev.ecsjobs.engine;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What happened in simulations, added up. */
final class SimulatedFigures {
  /** Within this a run is to be closed whose STOPPED event was lost. */
  static final Duration SOON = Duration.ofMinutes(15);

  private final Map<SimulatedFault, Long> faults = new EnumMap<>(SimulatedFault.class);
  private final Map<RunResult, Long> results = new EnumMap<>(RunResult.class);
  private long seeds;
  private long runs;
  private long tasks;
  private long strays;
  private long storms;
  private long eventsLost;
  private long late;
  private long worstMillis;
  private long worstSeed;

  void add(long seed, Simulation simulation) {
    seeds++;
    tasks += simulation.tasks();
    strays += simulation.strays();
    storms += simulation.isStorm() ? 1 : 0;
    for (Run run : simulation.runs()) {
      runs++;
      results.merge(run.finished().orElseThrow().result(), 1L, Long::sum);
    }
    for (var fault : SimulatedFault.values()) {
      faults.merge(fault, simulation.faults().getOrDefault(fault, 0L), Long::sum);
    }
    for (long millis : simulation.closedAfterMillis()) {
      eventsLost++;
      late += millis > SOON.toMillis() && !simulation.isStorm() ? 1 : 0;
      if (millis > worstMillis && !simulation.isStorm()) {
        worstMillis = millis;
        worstSeed = seed;
      }
    }
  }

  long runs() {
    return runs;
  }

  long seeds() {
    return seeds;
  }

  Map<RunResult, Long> results() {
    return results;
  }

  Map<SimulatedFault, Long> faults() {
    return faults;
  }

  Duration worst() {
    return Duration.ofMillis(worstMillis);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    faults.forEach((fault, count) -> text.append("%,12d %s%n".formatted(count, fault)));
    return text.append(
            """
            %,12d faults in all
            %,d tasks; %,d of which their run never learned; runs by result: %s
            The STOPPED event of %,d tasks was lost; without a storm the attempt was closed after at most %s (seed %d), %,d of them after more than 15 min
            %,d runs in %,d seeds, %,d of them storms: 0 violations\
            """
                .formatted(
                    faults.values().stream().mapToLong(Long::longValue).sum(),
                    tasks,
                    strays,
                    results,
                    eventsLost,
                    worst(),
                    worstSeed,
                    late,
                    runs,
                    seeds,
                    storms))
        .toString();
  }
}
