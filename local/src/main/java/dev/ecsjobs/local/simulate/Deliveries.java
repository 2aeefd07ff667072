package dev.ecsjobs.local.simulate;

import dev.ecsjobs.run.RunId;
import java.time.Instant;

/**
 * Fires schedules as EventBridge Scheduler does: the launch function is told soon, late, twice, or
 * never. All in the first two seconds of the minute, which is the hardest for a herd.
 */
record Deliveries(
    VirtualTime time,
    Chance chance,
    Scenario scenario,
    Function function,
    Ledger ledger,
    UnheardFires unheard) {
  /** What the launch function does. */
  interface Function {
    void launch(SimulatedJob job, RunId run, Instant scheduled);
  }

  private static final int LONGEST_ON_TIME = 2_000;
  private static final int SHORTEST_LATE = 60_000;
  private static final int LONGEST_LATE = 5_400_000;

  /** Plans the first fire after a time; each plans the next. */
  void plan(SimulatedJob job, Instant after) {
    job.timing()
        .schedule()
        .next(after)
        .filter(fire -> fire.isBefore(scenario.until()))
        .ifPresent(fire -> time.at(fire.toEpochMilli(), () -> fire(job, fire)));
  }

  private void fire(SimulatedJob job, Instant at) {
    plan(job, at);
    var run = RunId.scheduled(job.job().name(), at);
    ledger.expect(run, job, at);
    var random = chance.ofDelivery(run);
    long onTime =
        at.toEpochMilli()
            + random.nextInt(100, LONGEST_ON_TIME)
            + (long) (random.nextDouble() * job.timing().span().window().toMillis());
    // Squared: short delays are far more frequent than long ones.
    double share = random.nextDouble();
    long lateBy = SHORTEST_LATE + (long) (share * share * (LONGEST_LATE - SHORTEST_LATE));
    var faults = scenario.faults();
    boolean never = faults.happens(Fault.UNDELIVERED, random);
    boolean late = faults.happens(Fault.LATE, random);
    boolean twice = faults.happens(Fault.DUPLICATE, random);
    if (never || late) {
      unheard.add(at);
    }
    if (!never) {
      deliver(job, run, at, late ? onTime + lateBy : onTime);
    }
    if (twice && !never) {
      deliver(job, run, at, onTime + lateBy);
    }
  }

  /** The job's document was read once: each delivery's differs in the time alone. */
  private void deliver(SimulatedJob job, RunId run, Instant scheduled, long at) {
    time.at(at, () -> function.launch(job, run, scheduled));
  }
}
