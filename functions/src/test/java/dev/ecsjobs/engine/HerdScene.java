package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.task;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many jobs that are due at one o'clock, and how their schedules' events are spread over the time
 * after it.
 *
 * @param spread no event comes later
 */
record HerdScene(List<Fire> fires, Duration spread) {
  private static final int SOONEST_MILLIS = 100;

  HerdScene {
    fires = List.copyOf(fires);
  }

  /** A job and how long after its time the launch function's queue has its event. */
  record Fire(Job job, RunId run, long afterMillis) {
    Fire(Job job, long afterMillis) {
      this(job, id(job.name(), ONE_O_CLOCK), afterMillis);
    }
  }

  /**
   * One job in ten is more urgent than most, one in ten less; one in ten must not start late.
   *
   * @param deadline the latest start of those that must not start late
   */
  static HerdScene of(int size, Duration spread, Duration deadline, long seed) {
    var random = new SplittableRandom(seed);
    return new HerdScene(
        IntStream.range(0, size)
            .mapToObj(
                number ->
                    new Fire(
                        job(number, random.nextInt(10), random.nextInt(10) == 0, deadline),
                        random.nextLong(SOONEST_MILLIS, spread.toMillis())))
            .toList(),
        spread);
  }

  private static Job job(int number, int lot, boolean isHurried, Duration deadline) {
    int priority = lot == 0 ? 1 : lot == 1 ? -1 : 0;
    return new Job(
        new JobName("herd-%05d".formatted(number)),
        task(),
        RetryPolicy.DEFAULT,
        new Limits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            isHurried ? Optional.of(deadline) : Optional.empty()),
        new Admission(
            Concurrency.FORBID, 1, Optional.empty(), List.of(), OptionalInt.empty(), priority));
  }
}
