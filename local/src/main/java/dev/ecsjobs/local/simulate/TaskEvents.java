package dev.ecsjobs.local.simulate;

import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What ECS tells of its tasks: most events come within two seconds, some late, twice, or never.
 *
 * @param handler what the function is that takes them up
 */
record TaskEvents(
    VirtualTime time, Chance chance, Faults faults, BiConsumer<RunId, Signal> handler) {
  private static final int LONGEST_ON_TIME = 2_000;
  private static final int SHORTEST_LATE = 60_000;
  private static final int LONGEST_LATE = 300_000;

  void running(SimulatedTask task, Instant startedAt) {
    var _ =
        deliver(
            task,
            false,
            () -> new Signal.TaskStarted(time.instant(), task.attempt(), task.arn(), startedAt));
  }

  void stopped(SimulatedTask task) {
    var stopped = task.stopped();
    task.isTold(
        deliver(task, true, () -> new Signal.TaskStopped(time.instant(), task.attempt(), stopped)));
  }

  private Told deliver(SimulatedTask task, boolean stopped, Supplier<Signal> signal) {
    var random = chance.ofEvent(task.run(), task.attempt(), stopped);
    long now = time.millis();
    long onTime = now + random.nextInt(200, LONGEST_ON_TIME);
    long lateBy = random.nextInt(SHORTEST_LATE, LONGEST_LATE);
    boolean lost = faults.happens(Fault.LOST, random);
    boolean late = faults.happens(Fault.LATE, random);
    boolean twice = faults.happens(Fault.DUPLICATE, random);
    if (lost) {
      return Told.NEVER;
    }
    time.at(late ? onTime + lateBy : onTime, () -> handler.accept(task.run(), signal.get()));
    if (twice) {
      time.at(onTime + lateBy, () -> handler.accept(task.run(), signal.get()));
    }
    return late ? Told.LATE : Told.IN_TIME;
  }
}
