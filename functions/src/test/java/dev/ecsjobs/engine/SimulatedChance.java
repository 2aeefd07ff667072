package dev.ecsjobs.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** All chance there is in a simulation, drawn from its seed; it counts the faults. */
final class SimulatedChance {
  private static final int EVERY_SO_MANY_SEEDS = 7;
  private static final int TIMES_AS_OFTEN = 4;
  private static final int MOST_PER_MILLE = 500;

  private final SplittableRandom random;
  private final Map<SimulatedFault, Long> faults = new EnumMap<>(SimulatedFault.class);
  private final boolean storm;
  private boolean reliable;

  SimulatedChance(long seed) {
    random = new SplittableRandom(seed);
    storm = Math.floorMod(seed, EVERY_SO_MANY_SEEDS) == 0;
  }

  /** Whether everything goes wrong four times as often. */
  boolean isStorm() {
    return storm;
  }

  /** From now on nothing goes wrong. */
  void becomeReliable() {
    reliable = true;
  }

  boolean isReliable() {
    return reliable;
  }

  /** Whether it goes wrong this time. */
  boolean happens(SimulatedFault fault) {
    return happens(fault, fault.perMille());
  }

  boolean happens(SimulatedFault fault, int perMille) {
    int often = storm ? Math.min(perMille * TIMES_AS_OFTEN, MOST_PER_MILLE) : perMille;
    boolean happens = !reliable && random.nextInt(1000) < often;
    if (happens) {
      count(fault);
    }
    return happens;
  }

  void count(SimulatedFault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  Map<SimulatedFault, Long> faults() {
    return faults;
  }

  /** How long a call's way there, or back, takes; most often not long. */
  long latencyMillis() {
    if (reliable) {
      return 10;
    }
    if (happens(SimulatedFault.SLOW)) {
      return between(8_000, 60_000);
    }
    int sort = random.nextInt(100);
    return sort < 70 ? between(2, 40) : sort < 95 ? between(50, 800) : between(1_000, 8_000);
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From the first number to the last. */
  int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  long nextLong() {
    return random.nextLong();
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
