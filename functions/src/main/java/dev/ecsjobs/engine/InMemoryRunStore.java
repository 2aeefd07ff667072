package dev.ecsjobs.engine;

import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Runs in memory, with the semantics of the real store. */
public final class InMemoryRunStore implements RunStore {
  private final Map<RunId, Run> runs = new HashMap<>();
  private final Map<JobName, RunId> locks = new HashMap<>();
  private final NavigableSet<Due> index = new TreeSet<>();

  /** An entry of the index: in the order in which runs are due, and of those at once by name. */
  private record Due(Instant at, RunId run) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      int byJob = byTime != 0 ? byTime : run.job().compareTo(other.run.job());
      return byJob != 0 ? byJob : run.key().compareTo(other.run.key());
    }
  }

  @Override
  public synchronized Optional<Run> load(RunId id) {
    return Optional.ofNullable(runs.get(id));
  }

  @Override
  public synchronized Claim claim(Run run) {
    if (runs.containsKey(run.id())) {
      return new Claim.Taken(runs.get(run.id()));
    }
    if (holdsLock(run)) {
      var holder = locks.putIfAbsent(run.job().name(), run.id());
      if (holder != null) {
        return new Claim.Blocked(holder);
      }
    }
    put(run);
    return new Claim.Claimed();
  }

  @Override
  public synchronized boolean commit(Run before, Run after) {
    var current = runs.get(before.id());
    if (current == null || current.version() != before.version()) {
      return false;
    }
    put(after);
    if (holdsLock(before) && !holdsLock(after)) {
      locks.remove(after.job().name(), after.id());
    }
    return true;
  }

  private void put(Run run) {
    var before = runs.put(run.id(), run);
    if (before != null) {
      before.dueAt().ifPresent(at -> index.remove(new Due(at, run.id())));
    }
    run.dueAt().ifPresent(at -> index.add(new Due(at, run.id())));
  }

  private static boolean holdsLock(Run run) {
    return run.job().concurrency() == Concurrency.FORBID && run.finished().isEmpty();
  }

  @Override
  public synchronized List<RunId> due(Instant until, int limit) {
    var due = new ArrayList<RunId>();
    for (var entry : index) {
      if (entry.at().isAfter(until) || due.size() == limit) {
        break;
      }
      due.add(entry.run());
    }
    return due;
  }

  /** Drops a finished run, as the table does when its time to live is over. */
  public synchronized void forget(RunId id) {
    runs.computeIfPresent(id, (_, run) -> run.finished().isPresent() ? null : run);
  }
}
