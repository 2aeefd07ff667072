package dev.ecsjobs.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deliberate bugs, each caught within few seeds. */
class SimulationCatchesTest {
  private static final int SEEDS = 2_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void catches(SimulatedBug bug) {
    var caught =
        LongStream.rangeClosed(1, SEEDS)
            .filter(seed -> SimulatedSeeds.violation(seed, bug).isPresent())
            .findFirst();
    assertTrue(caught.isPresent(), () -> bug + " is not caught by " + SEEDS + " seeds");
    var violation = SimulatedSeeds.violation(caught.getAsLong(), bug).orElseThrow();
    System.out.printf(
        "%s: caught by seed %d: %s%n", bug, caught.getAsLong(), violation.invariant());
  }
}
