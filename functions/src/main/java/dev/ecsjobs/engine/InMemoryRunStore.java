package dev.ecsjobs.engine;

import static java.util.stream.Collectors.toSet;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Runs and pauses in memory, with the semantics of the real store. */
public final class InMemoryRunStore implements RunStore, Pauses {
  private final Map<RunId, Run> runs = new HashMap<>();
  private final DueIndex index = new DueIndex();
  private final Map<String, Line> lines = new HashMap<>();
  private final Map<JobName, Pause> pauses = new TreeMap<>();
  private final Map<JobName, Instant> resumed = new HashMap<>();

  @Override
  public synchronized Optional<Run> load(RunId id) {
    return Optional.ofNullable(runs.get(id));
  }

  @Override
  public synchronized Claim claim(Run run) {
    if (runs.containsKey(run.id())) {
      return new Claim.Taken(runs.get(run.id()));
    }
    var pause = pauses.get(run.job().name());
    if (pause != null && Places.isStoppedByPause(run)) {
      return new Claim.Paused(pause);
    }
    var places = Places.of(run);
    var closed = firstClosed(places);
    if (closed.isPresent()) {
      return new Claim.Blocked(closed.get(), line(closed.get()));
    }
    take(run, places);
    return new Claim.Claimed();
  }

  @Override
  public synchronized Commit commit(Run before, Run after) {
    var current = runs.get(before.id());
    if (current == null || current.version() != before.version()) {
      return new Commit.Changed();
    }
    var pause = pauses.get(after.job().name());
    if (pause != null && Places.isStoppedByPause(before, after)) {
      return new Commit.Paused(pause);
    }
    var places = Places.between(before, after);
    var closed = firstClosed(places);
    if (closed.isPresent()) {
      return new Commit.Blocked(closed.get(), line(closed.get()));
    }
    take(after, places);
    return new Commit.Committed();
  }

  private Optional<Gate> firstClosed(List<Places.Change> changes) {
    for (var change : changes) {
      if (!change.isAllowed(line(change.gate()))) {
        return Optional.of(change.gate());
      }
    }
    return Optional.empty();
  }

  private void take(Run run, List<Places.Change> changes) {
    Optional.ofNullable(runs.put(run.id(), run)).ifPresent(index::remove);
    index.add(run);
    for (var change : changes) {
      var gate = change.gate();
      lines.put(gate.key(), change.applied(line(gate), run.id(), this::byRequest));
    }
  }

  private int byRequest(RunId a, RunId b) {
    return Comparator.comparing((RunId id) -> runs.get(id).requestedAt())
        .thenComparing(RunId::toString)
        .compare(a, b);
  }

  @Override
  public synchronized Line line(Gate gate) {
    return lines.getOrDefault(gate.key(), Line.EMPTY);
  }

  @Override
  public synchronized Set<RunId> recorded(Collection<RunId> ids) {
    return ids.stream().filter(runs::containsKey).collect(toSet());
  }

  @Override
  public synchronized List<RunId> due(Instant until, int limit) {
    return index.until(until, limit);
  }

  @Override
  public synchronized List<RunId> backlog(int limit) {
    return index.backlog(limit);
  }

  /** Drops a finished run, as the table does when its time to live is over. */
  public synchronized void forget(RunId id) {
    runs.computeIfPresent(id, (_, run) -> run.finished().isPresent() ? null : run);
  }

  @Override
  public synchronized boolean pause(Pause pause) {
    var lastResumed = resumed.getOrDefault(pause.job(), Instant.MIN);
    return lastResumed.isBefore(pause.since()) && pauses.putIfAbsent(pause.job(), pause) == null;
  }

  @Override
  public synchronized Optional<Pause> resume(JobName job, Instant at) {
    resumed.merge(job, at, (one, other) -> one.isAfter(other) ? one : other);
    return Optional.ofNullable(pauses.remove(job));
  }

  @Override
  public synchronized List<Pause> paused() {
    return List.copyOf(pauses.values());
  }
}
