package dev.ecsjobs.local.simulate;

import dev.ecsjobs.run.RunId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All chance there is, drawn from one seed. Each question has a sequence of its own, so that one
 * job more, or another rate of one fault, leaves the rest of the story as it was.
 */
record Chance(long seed) {

  /** How and when a schedule's fire is delivered. */
  RandomGenerator ofDelivery(RunId run) {
    return of(run, 0, 1);
  }

  /** How the task of an attempt goes. */
  RandomGenerator ofTask(RunId run, int attempt) {
    return of(run, attempt, 2);
  }

  /** How one call of RunTask for it goes. */
  RandomGenerator ofCall(RunId run, int attempt, long millis) {
    return of(run, attempt, mixed(millis, 3));
  }

  /** How its task's events are delivered. */
  RandomGenerator ofEvent(RunId run, int attempt, boolean stopped) {
    return of(run, attempt, stopped ? 4 : 5);
  }

  /** Whether a sweep comes. */
  RandomGenerator ofSweep(long millis) {
    return new SplittableRandom(mixed(seed, mixed(millis, 6)));
  }

  private RandomGenerator of(RunId run, int attempt, long question) {
    long name = run.job().value().hashCode() * 31L + attempt;
    return new SplittableRandom(mixed(mixed(seed, name), mixed(run.key().hashCode(), question)));
  }

  /** Numbers that lie close together give sequences that have nothing in common. */
  private static long mixed(long one, long other) {
    long mixed = (one * 0x9E3779B97F4A7C15L) ^ (other + 0x632BE59BD9B4E019L);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
