package dev.ecsjobs.engine;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunState.Launching;
import java.time.Instant;
import java.util.List;

/** The store as an engine with a bug would use it. */
final class SimulatedMutant extends ForwardingStore {
  private final SimulatedStore store;
  private final TaskLauncher launcher;
  private final SimulatedBug bug;

  SimulatedMutant(SimulatedStore store, TaskLauncher launcher, SimulatedBug bug) {
    super(store);
    this.store = store;
    this.launcher = launcher;
    this.bug = bug;
  }

  @Override
  public Claim claim(Run run) {
    if (bug == SimulatedBug.ACTING_BEFORE_THE_CLAIM && run.state() instanceof Launching first) {
      launcher.launch(run, first.attempt());
    }
    return super.claim(run);
  }

  @Override
  public List<RunId> due(Instant until, int limit) {
    return super.due(until, limit).stream()
        .filter(
            id ->
                bug != SimulatedBug.SWEEP_IGNORES_LAUNCHING
                    || !(store.seen(id).orElseThrow().state() instanceof Launching))
        .toList();
  }
}
