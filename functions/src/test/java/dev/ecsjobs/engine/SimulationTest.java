package dev.ecsjobs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.run.RunResult;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong, the invariants hold. More is simulated with {@code -Dsimulation.runs=N}, and
 * from another seed on with {@code -Dsimulation.seed=S}.
 */
class SimulationTest {
  private static final int SEEDS = 500;
  private static final long RUNS = Long.getLong("simulation.runs", 0);
  private static final long FIRST = Long.getLong("simulation.seed", 1);

  @Test
  void holdsItsPromisesWhateverGoesWrong() {
    var figures = new SimulatedFigures();
    for (long seed = FIRST; RUNS == 0 ? figures.seeds() < SEEDS : figures.runs() < RUNS; seed++) {
      figures.add(seed, SimulatedSeeds.run(seed));
    }
    System.out.println(figures);
    if (RUNS == 0) {
      everythingHappened(figures);
      // No invariant: enough faults in a row, and among millions of runs there are some, take
      // longer.
      assertTrue(figures.worst().compareTo(SimulatedFigures.SOON) <= 0, () -> "late: " + figures);
    }
  }

  /** A simulation in which nothing goes wrong proves nothing. */
  private static void everythingHappened(SimulatedFigures figures) {
    assertEquals(Set.of(RunResult.values()), figures.results().keySet());
    figures.faults().forEach((fault, count) -> assertTrue(count > 0, "never happened: " + fault));
  }
}
