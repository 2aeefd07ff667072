package dev.ecsjobs.run;

import dev.ecsjobs.retry.FailureKind;
import java.time.Instant;
import java.util.Optional;

/** Where a run stands. */
public sealed interface RunState {

  /** Asked for; nothing is recorded yet. */
  record Requested() implements RunState {}

  /**
   * Recorded, and kept waiting before its first launch.
   *
   * @param why a clause, such as "for the end of hello/20260301T010000Z"
   * @param lookAt when to look whether it still has to
   */
  record Queued(Stage stage, String why, Instant lookAt) implements RunState {}

  /**
   * RunTask is being called, or was called and its answer is not recorded.
   *
   * @param calls how often RunTask was called for this attempt, this call included
   * @param leaseUntil until then the caller is believed to be at work
   */
  record Launching(int attempt, int calls, Instant leaseUntil) implements RunState {}

  /**
   * ECS has accepted the task.
   *
   * @param startedAt when it was RUNNING; absent before
   * @param lookAt when to ask ECS about it, should no event come
   * @param missed whether ECS, asked, knew no such task the last time
   */
  record Running(
      int attempt,
      String task,
      Instant acceptedAt,
      Optional<Instant> startedAt,
      Instant lookAt,
      boolean missed)
      implements RunState {}

  /** StopTask was called because a limit was passed; its STOPPED event is awaited. */
  record Stopping(int attempt, String task, FailureKind kind, String why, Instant lookAt)
      implements RunState {}

  /** Waiting for the time of the next attempt. */
  record BackingOff(int next, Instant until) implements RunState {}

  /**
   * The indexes of an array have runs of their own.
   *
   * @param stop why no more of them are started and those under way are stopped, if so
   * @param lookAt when to look how they stand, should none have told
   */
  record FannedOut(Indexes indexes, Optional<Stop> stop, Instant lookAt) implements RunState {

    /**
     * An array is to end early.
     *
     * @param why a clause
     */
    public record Stop(FailureKind kind, String why) {}

    /** How it stands, as a sentence. */
    public String shown() {
      return stop.map(s -> "The array is being stopped: " + s.why() + ". ").orElse("")
          + indexes.shown();
    }
  }

  /** Ended for good. */
  record Finished(RunResult result, String reason, Instant at) implements RunState {}
}
