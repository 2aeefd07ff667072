package dev.ecsjobs.local.simulate;

import dev.ecsjobs.run.Placement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Draws how tasks go. */
record Lives(Chance chance, Faults faults) {
  private static final int SHORTEST_START = 15_000;
  private static final int LONGEST_START = 45_000;

  /** After its container has ended, a task on Fargate takes a while until it is STOPPED. */
  private static final int SHORTEST_CLEAN_UP = 3_000;

  private static final int LONGEST_CLEAN_UP = 20_000;

  /** A task that cannot start is given up after some minutes. */
  private static final int SHORTEST_FAILURE_TO_START = 120_000;

  private static final int LONGEST_FAILURE_TO_START = 300_000;

  private static final List<String> SUBNETS = List.of("subnet-1", "subnet-2");

  /** Draws for every fault in turn, so that the rate of one changes nothing about the others. */
  SimulatedTask draw(SimulatedJob job, SimulatedTask.Of of, boolean onSpot, long now) {
    var random = chance.ofTask(of.run(), of.attempt());
    long starts = now + between(SHORTEST_START, LONGEST_START, random);
    long duration = job.duration().draw(random);
    double part = random.nextDouble();
    long cleanUp = between(SHORTEST_CLEAN_UP, LONGEST_CLEAN_UP, random);
    long givenUp = now + between(SHORTEST_FAILURE_TO_START, LONGEST_FAILURE_TO_START, random);
    var subnet = SUBNETS.get(random.nextInt(SUBNETS.size()));
    var end = end(onSpot, random);
    boolean hangs = faults.happens(Fault.HANG, random);
    if (!end.isAfterStart()) {
      return new SimulatedTask(
          of, placement(of, subnet), SimulatedTask.NEVER, givenUp, givenUp, end);
    }
    var placement = end == TaskEnd.OOM ? placement(of, subnet) : Placement.UNKNOWN;
    if (hangs) {
      return new SimulatedTask(
          of, placement, starts, SimulatedTask.NEVER, SimulatedTask.NEVER, end);
    }
    long ends = starts + (end.isItsOwn() ? duration : (long) (duration * part));
    return new SimulatedTask(of, placement, starts, ends, ends + cleanUp, end);
  }

  private TaskEnd end(boolean onSpot, RandomGenerator random) {
    boolean pull = faults.happens(Fault.PULL, random);
    boolean eni = faults.happens(Fault.ENI, random);
    boolean spot = faults.happens(Fault.SPOT, random) && onSpot;
    boolean host = faults.happens(Fault.HOST, random);
    boolean oom = faults.happens(Fault.OOM, random);
    boolean exit = faults.happens(Fault.EXIT, random);
    if (pull || eni) {
      return pull ? TaskEnd.PULL : TaskEnd.ENI;
    }
    if (spot || host) {
      return spot ? TaskEnd.SPOT : TaskEnd.HOST;
    }
    return oom ? TaskEnd.OOM : exit ? TaskEnd.EXIT : TaskEnd.SUCCESS;
  }

  private static long between(int least, int most, RandomGenerator random) {
    return random.nextInt(least, most + 1);
  }

  /** Where it was and how large: what the next attempt may get more of, or elsewhere. */
  private static Placement placement(SimulatedTask.Of of, String subnet) {
    var size = of.paid().map(Paid::size);
    return new Placement(
        Optional.of(subnet),
        size.map(s -> OptionalInt.of(s.cpu())).orElse(OptionalInt.empty()),
        size.map(s -> OptionalInt.of(s.memory())).orElse(OptionalInt.empty()),
        OptionalInt.empty());
  }
}
