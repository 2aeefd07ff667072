package dev.ecsjobs.engine;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
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
    return super.claim(bug == SimulatedBug.ONE_SEAT_TOO_MANY ? withOneSeatMore(run) : run);
  }

  private static Run withOneSeatMore(Run run) {
    var job = run.job();
    var is = job.admission();
    var more = is.group().map(group -> new Admission.Group(group.name(), group.limit() + 1));
    var admission =
        new Admission(is.concurrency(), is.queueLimit(), more, is.after(), is.pauseAfter());
    return new Run(
        run.id(),
        new Job(
            job.name(),
            job.work(),
            job.retry(),
            job.limits(),
            admission,
            job.notification(),
            job.array()),
        run.scheduledTime(),
        run.requestedAt(),
        run.version(),
        run.timeline(),
        run.state());
  }

  @Override
  public Line line(Gate gate) {
    var line = super.line(gate);
    return switch (bug) {
      case GATE_SHUTS -> new Line(line.active(), List.of());
      case REPLACES_WHOEVER_COMES -> new Line(line.active(), line.waiting().reversed());
      case NONE,
          RANDOM_CLIENT_TOKEN,
          ACTING_BEFORE_THE_CLAIM,
          SWEEP_IGNORES_LAUNCHING,
          ONE_SEAT_TOO_MANY ->
          line;
    };
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
