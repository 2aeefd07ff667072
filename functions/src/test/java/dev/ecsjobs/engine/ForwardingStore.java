package dev.ecsjobs.engine;

import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store that asks another; a test overrides what it wants to go wrong. */
class ForwardingStore implements RunStore {
  private final RunStore store;

  ForwardingStore(RunStore store) {
    this.store = store;
  }

  @Override
  public Optional<Run> load(RunId id) {
    return store.load(id);
  }

  @Override
  public Claim claim(Run run) {
    return store.claim(run);
  }

  @Override
  public Commit commit(Run before, Run after) {
    return store.commit(before, after);
  }

  @Override
  public Line line(Gate gate) {
    return store.line(gate);
  }

  @Override
  public Set<RunId> recorded(Collection<RunId> runs) {
    return store.recorded(runs);
  }

  @Override
  public List<RunId> due(Instant until, int limit) {
    return store.due(until, limit);
  }

  @Override
  public List<RunId> backlog(int limit) {
    return store.backlog(limit);
  }
}
