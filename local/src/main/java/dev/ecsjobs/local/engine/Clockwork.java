package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What happens at a time: schedules fire at their scheduled times, and the sweep, beside its own
 * schedule, the moment a run is due.
 */
final class Clockwork {
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final BiConsumer<String, String> invoke;

  /**
   * @param invoke takes a function's logical id and an event, and returns at once
   */
  Clockwork(
      ScheduledExecutorService timer, InstantSource clock, BiConsumer<String, String> invoke) {
    this.timer = timer;
    this.clock = clock;
    this.invoke = invoke;
  }

  /** Fires at every scheduled time after the given one, whose own fire is not forgotten. */
  void fire(Schedule schedule, ScheduledJob source, Instant after) {
    if (source.enabled()) {
      fire(
          schedule,
          time ->
              invoke.accept(
                  source.function(),
                  source.input().replace(JobDocument.SCHEDULED_TIME, time.toString())),
          () -> true,
          after);
    }
  }

  /** As the other one, as long as it is wanted. */
  void fire(Schedule schedule, Consumer<Instant> fire, BooleanSupplier isWanted, Instant after) {
    schedule
        .next(after)
        .ifPresent(
            time ->
                at(
                    time,
                    () -> {
                      if (isWanted.getAsBoolean()) {
                        fire.accept(time);
                        fire(schedule, fire, isWanted, time);
                      }
                    }));
  }

  /** Sweeps when the run of this decision will be due. */
  void sweepWhenDue(Decided decided, String sweepFunction) {
    decided.run().dueAt().ifPresent(due -> sweepAt(due, sweepFunction));
  }

  void sweepAt(Instant due, String sweepFunction) {
    // The index keeps milliseconds: one later it is surely due.
    at(due.plusMillis(1), () -> invoke.accept(sweepFunction, "{\"sweep\": \"" + due + "\"}"));
  }

  private void at(Instant time, Runnable action) {
    long millis = Math.max(0, Duration.between(clock.instant(), time).toMillis());
    var _ = timer.schedule(() -> ring(time, action), millis, TimeUnit.MILLISECONDS);
  }

  /** The timer counts by another clock: where that is ahead, the rest is still to be waited for. */
  private void ring(Instant time, Runnable action) {
    if (clock.instant().isBefore(time)) {
      at(time, action);
    } else {
      action.run();
    }
  }
}
