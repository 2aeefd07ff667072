package dev.ecsjobs.engine;

import dev.ecsjobs.engine.SimulatedInvariant.Violation;
import java.util.Optional;

/** Simulations by their seeds. */
final class SimulatedSeeds {
  private SimulatedSeeds() {}

  /** A simulation that has ended well; a violation says how to see it again. */
  static Simulation run(long seed) {
    try {
      return simulated(seed, SimulatedBug.NONE);
    } catch (Violation e) {
      throw new AssertionError(
          """
          Seed %d: %s
          Again: mvn -f functions test -Dtest=SimulationTest -Dsimulation.runs=1 -Dsimulation.seed=%d\
          """
              .formatted(seed, e.getMessage(), seed),
          e);
    }
  }

  private static Simulation simulated(long seed, SimulatedBug bug) {
    var simulation = new Simulation(seed, bug);
    simulation.run();
    return simulation;
  }

  /** The violation that a bug leads to with this seed, if any. */
  static Optional<Violation> violation(long seed, SimulatedBug bug) {
    try {
      simulated(seed, bug);
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(e);
    }
  }
}
