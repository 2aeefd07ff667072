package dev.ecsjobs.engine;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where runs are kept: one record a run, one conditional write a transition. */
public interface RunStore {
  Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  Optional<Run> load(RunId id);

  /**
   * Records a run that is not there yet. An unfinished run of a job with concurrency FORBID takes
   * the job's lock in the same transaction; the commit that finishes it gives the lock back.
   */
  Claim claim(Run run);

  /** Replaces a run, if nobody else has since it was read; false if somebody has. */
  boolean commit(Run before, Run after);

  /** Unfinished runs whose {@code dueAt} is not after the given time, the longest due first. */
  List<RunId> due(Instant until, int limit);

  /** The runs that have not ended, the next due first. */
  default List<Run> unfinished(int limit) {
    return due(END_OF_TIME, limit).stream()
        .map(this::load)
        .flatMap(Optional::stream)
        .filter(run -> run.finished().isEmpty())
        .toList();
  }

  /** The answer to a claim. */
  sealed interface Claim {
    /** The run is recorded, by this call. */
    record Claimed() implements Claim {}

    /** It was there already. */
    record Taken(Run run) implements Claim {}

    /** Nothing is recorded: this other run holds the job's lock. */
    record Blocked(RunId by) implements Claim {}
  }
}
