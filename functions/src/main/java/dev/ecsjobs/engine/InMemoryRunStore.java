package dev.ecsjobs.engine;

import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in memory, with the semantics of the real store. */
public final class InMemoryRunStore implements RunStore {
  private final Map<RunId, Run> runs = new HashMap<>();
  private final Map<JobName, RunId> locks = new HashMap<>();

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
    runs.put(run.id(), run);
    return new Claim.Claimed();
  }

  @Override
  public synchronized boolean commit(Run before, Run after) {
    var current = runs.get(before.id());
    if (current == null || current.version() != before.version()) {
      return false;
    }
    runs.put(after.id(), after);
    if (holdsLock(before) && !holdsLock(after)) {
      locks.remove(after.job().name(), after.id());
    }
    return true;
  }

  private static boolean holdsLock(Run run) {
    return run.job().concurrency() == Concurrency.FORBID && run.finished().isEmpty();
  }

  @Override
  public synchronized List<RunId> due(Instant until, int limit) {
    return runs.values().stream()
        .filter(run -> run.dueAt().filter(at -> !at.isAfter(until)).isPresent())
        .sorted(Comparator.comparing(run -> run.dueAt().orElseThrow()))
        .limit(limit)
        .map(Run::id)
        .toList();
  }
}
