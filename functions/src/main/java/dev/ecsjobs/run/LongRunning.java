package dev.ecsjobs.run;

import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a run takes longer than it should, which is told once: longer than its job says, or else
 * than the job's earlier runs did.
 *
 * <p>It counts from the first launch, so that nobody is told of a run that only has to wait for
 * others.
 */
public record LongRunning(Run run) {
  /** Nothing is looked up for runs that are younger. */
  private static final Duration YOUNG = Duration.ofMinutes(5);

  /** Whether it is of use to know how long earlier runs took. */
  public boolean asksForUsual(Instant now) {
    return run.id().index().isEmpty() // the job's runs are all its indexes together
        && stated().isEmpty()
        && !isTold()
        && run.firstLaunch().filter(launch -> !now.isBefore(launch.plus(YOUNG))).isPresent();
  }

  /** When it will have taken as long as its job says; empty if that is told or nothing is said. */
  Optional<Instant> dueAt() {
    return stated().isEmpty() || isTold()
        ? Optional.empty()
        : run.firstLaunch().map(launch -> launch.plus(stated().get()));
  }

  /** What is to be told now, if anything. */
  Optional<LongRunningSeen> seen(Instant at, Optional<Usual> usual) {
    if (isTold()) {
      return Optional.empty();
    }
    return stated().isPresent()
        ? longerThan(at, stated().get(), stated().get(), OptionalInt.empty())
        : usual
            .filter(past -> past.successes() >= Usual.ENOUGH)
            .flatMap(
                past ->
                    longerThan(
                        at, past.patience(), past.duration(), OptionalInt.of(past.successes())));
  }

  private Optional<LongRunningSeen> longerThan(
      Instant at, Duration patience, Duration expected, OptionalInt successes) {
    return run.firstLaunch()
        .map(launch -> Duration.between(launch, at))
        .filter(soFar -> soFar.compareTo(patience) >= 0)
        .map(soFar -> new LongRunningSeen(at, soFar, expected, successes));
  }

  private Optional<Duration> stated() {
    return run.job().notification().longRunning();
  }

  private boolean isTold() {
    for (var event : run.timeline()) {
      if (event instanceof LongRunningSeen) {
        return true;
      }
    }
    return false;
  }
}
