package dev.ecsjobs.engine;

import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where runs are kept: one record a run, one conditional write a transition. */
public interface RunStore {
  Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  Optional<Run> load(RunId id);

  /**
   * Records a run that is not there yet, together with the gates it passes or waits at: all or
   * nothing. A scheduled run of a paused job that would pass or wait is not recorded.
   */
  Claim claim(Run run);

  /**
   * Replaces a run, if nobody else has since it was read, and with it its places at gates: those
   * passed, those it waits at, those left. A scheduled run that waited does not begin while its job
   * is paused.
   */
  Commit commit(Run before, Run after);

  /** Who is inside the gate, and who waits. */
  Line line(Gate gate);

  /** Those of the runs that are recorded, finished or not. */
  Set<RunId> recorded(Collection<RunId> runs);

  /** Unfinished runs whose {@code dueAt} is not after the given time, the longest due first. */
  List<RunId> due(Instant until, int limit);

  /**
   * Unfinished runs that wait for the account's launch quota, the most urgent first. They are due
   * at once and not among those of {@link #due}.
   */
  List<RunId> backlog(int limit);

  /** The runs that have not ended: those in the backlog, then the others, the next due first. */
  default List<Run> unfinished(int limit) {
    return Stream.concat(backlog(limit).stream(), due(END_OF_TIME, limit).stream())
        .limit(limit)
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

    /** Nothing is recorded: the gate does not let it pass, or there the queue is full. */
    record Blocked(Gate gate, Line line) implements Claim {}

    /** Nothing is recorded: the job is paused. */
    record Paused(Pause pause) implements Claim {}
  }

  /** The answer to a commit. */
  sealed interface Commit {
    /** The run is replaced. */
    record Committed() implements Commit {}

    /** Nothing is: somebody else has replaced it meanwhile. */
    record Changed() implements Commit {}

    /** Nothing is: the gate does not let it pass. */
    record Blocked(Gate gate, Line line) implements Commit {}

    /** Nothing is: the job is paused. */
    record Paused(Pause pause) implements Commit {}
  }
}
