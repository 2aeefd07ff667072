package dev.ecsjobs.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The way to AWS: each call takes its time and is counted; now and then its caller dies on it. */
final class HerdWire {
  private static final int ONE_WAY_MILLIS = 2;

  /** From then on nobody dies, so that it must come to an end. */
  private static final Duration TROUBLE = Duration.ofMinutes(5);

  private final SimulatedTime time;
  private final SplittableRandom random;
  private final int deathsPerThousand;
  private final long reliable;
  private final Map<String, Long> calls = new TreeMap<>();
  private long deaths;

  HerdWire(SimulatedTime time, long seed, int deathsPerThousand) {
    this.time = time;
    this.random = new SplittableRandom(seed);
    this.deathsPerThousand = deathsPerThousand;
    this.reliable = time.millis() + TROUBLE.toMillis();
  }

  Instant now() {
    return time.instant();
  }

  /** The call has come to AWS. */
  void arrives(String call) {
    calls.merge(call, 1L, Long::sum);
    dieSometimes("before " + call);
    time.pass(ONE_WAY_MILLIS);
  }

  /** Its answer is there; most take about so long, some up to three times. */
  void answers(int millis) {
    time.pass(millis + (random.nextInt(10) == 0 ? random.nextInt(2 * millis) : millis / 5));
    dieSometimes("after a call");
  }

  private void dieSometimes(String where) {
    if (time.millis() < reliable && random.nextInt(1000) < deathsPerThousand) {
      deaths++;
      throw new SimulatedTime.Died(where);
    }
  }

  Map<String, Long> calls() {
    return calls;
  }

  long deaths() {
    return deaths;
  }
}
