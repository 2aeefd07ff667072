package dev.ecsjobs.local.simulate;

import dev.ecsjobs.engine.Backlog;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.InMemoryLaunchLease;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;

/**
 * A scenario as it goes: schedules fire, the real engine launches, retries, stops and sweeps, and
 * after the last occurrence every run is seen through to its end.
 */
public final class Simulation {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** The sweep's schedule fires on the minute; its function is there a second later. */
  private static final long SWEEP_DELAY = 1_000;

  /** So long after the last occurrence no run can go on, but one without a limit that hangs. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(15);

  private final Scenario scenario;
  private final VirtualTime time;
  private final Chance chance;
  private final Bill bill = new Bill();
  private final Ledger ledger;
  private final SimulatedEcs ecs;
  private final Engine engine;
  private final Backlog backlog;
  private final UnheardFires unheard;

  /** Is told how far it is. */
  public interface Progress {
    /** The share goes from 0 to 1. */
    void isAt(double share, long runs);
  }

  private Simulation(Scenario scenario) {
    this.scenario = scenario;
    this.time = new VirtualTime(scenario.from());
    this.chance = new Chance(scenario.seed());
    var store = new InMemoryRunStore();
    var jobs = new HashMap<JobName, SimulatedJob>();
    scenario.jobs().forEach(job -> jobs.put(job.job().name(), job));
    var events =
        new TaskEvents(
            time, chance, scenario.faults(), (run, signal) -> engine().handle(run, signal));
    this.ecs = new SimulatedEcs(time, scenario, events, jobs, bill);
    this.ledger = new Ledger(store, ecs, scenario.memory());
    var lease = new InMemoryLaunchLease();
    var pace = new VirtualPace(time);
    this.engine = new Engine(store, ecs, lease, pace, time, ledger);
    this.backlog = new Backlog(store, engine, lease, pace, time);
    this.unheard = new UnheardFires(time, store, engine, jobs);
  }

  private Engine engine() {
    return engine;
  }

  /** Runs it to its end. The same scenario gives the same report. */
  public static Report run(Scenario scenario, Progress progress) {
    return new Simulation(scenario).run(progress);
  }

  private Report run(Progress progress) {
    var deliveries = new Deliveries(time, chance, scenario, this::launch, ledger, unheard);
    for (var job : scenario.jobs()) {
      ledger.tally(job.row());
      deliveries.plan(job, scenario.from().minusMillis(1));
    }
    planSweep(time.millis());
    long until = scenario.until().toEpochMilli();
    long whole = Math.max(1, until - time.millis());
    while (time.millis() < until) {
      time.runUntil(Math.min(until, time.millis() + HOUR));
      ledger.forgetAsOf(unheard.searchedUntil());
      progress.isAt(1 - (until - time.millis()) / (double) whole, ledger.runs());
    }
    long latest = scenario.until().plus(LONGEST_WAIT).toEpochMilli();
    while (!ledger.isSettled() && time.millis() < latest) {
      time.runUntil(time.millis() + MINUTE);
    }
    return report();
  }

  /** As the function does: whoever was one too many launches all who wait. */
  private void launch(SimulatedJob job, RunId run, Instant scheduled) {
    var launched = engine.launch(run, job.job(), Optional.of(scheduled));
    if (launched.throttled()) {
      time.process(() -> launchBacklog(run.toString()));
    }
  }

  private void launchBacklog(String leader) {
    var _ = backlog.launch(leader, time.instant().plus(scenario.functionTime()));
  }

  private void planSweep(long minute) {
    time.at(minute + MINUTE + SWEEP_DELAY, () -> sweep(minute + MINUTE));
  }

  private void sweep(long minute) {
    planSweep(minute);
    if (!scenario.faults().happens(Fault.SWEEP, chance.ofSweep(minute))) {
      time.process(this::sweepAsTheFunctionDoes);
    }
  }

  private void sweepAsTheFunctionDoes() {
    var until = time.instant().plus(SweepHandler.LONGEST);
    var last = time.instant().plus(scenario.functionTime());
    var _ = engine.sweep(until);
    unheard.makeUp(until);
    var _ = backlog.launchIfAny("sweep at " + time.millis(), last);
  }

  private Report report() {
    return new Report(
        scenario,
        ledger.jobs(bill, scenario.prices()),
        ledger.herds().largest(),
        ledger.slowest().all(),
        ledger.open(),
        ledger.deferrals(),
        ecs.peak().tasks(),
        ecs.peak().at());
  }
}
