package dev.ecsjobs.local.simulate;

import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.engine.TaskLauncher;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.placement.Failure;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Escalation;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Refusals;
import dev.ecsjobs.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** ECS in virtual time: tasks with drawn lives, launched as fast as the account's quotas allow. */
final class SimulatedEcs implements TaskLauncher {
  /** What a launch takes a sweep: two writes to the table, and RunTask. */
  private static final long LAUNCH_MILLIS = 200;

  /** DescribeTasks, for up to a hundred tasks. */
  private static final long LOOK_MILLIS = 100;

  /** So long DescribeTasks knows a task that has stopped. */
  private static final long MEMORY_MILLIS = 3_600_000;

  private static final String ARN = "arn:aws:ecs:us-east-1:000000000000:";
  private static final LaunchAnswer NO_CAPACITY =
      LaunchAnswer.of(Refusals.ofFailure(Failure.NO_CAPACITY, ""));
  private static final LaunchAnswer NO_ANSWER =
      new LaunchAnswer.NoAnswer("RunTask was not answered: Read timed out.");
  private static final LaunchAnswer CANCELLED =
      new LaunchAnswer.Refused(FailureKind.CANCELLED, "No task had been started.");

  private final VirtualTime time;
  private final Chance chance;
  private final Faults faults;
  private final Lives lives;
  private final Quotas quotas;
  private final TaskEvents events;
  private final Map<JobName, SimulatedJob> jobs;
  private final Map<String, SimulatedTask> tasks = new HashMap<>();
  private final Bill bill;
  private int alive;
  private Peak peak;

  /** The moment of the most tasks. */
  record Peak(int tasks, Instant at) {}

  SimulatedEcs(
      VirtualTime time,
      Scenario scenario,
      TaskEvents events,
      Map<JobName, SimulatedJob> jobs,
      Bill bill) {
    this.time = time;
    this.chance = new Chance(scenario.seed());
    this.faults = scenario.faults();
    this.lives = new Lives(chance, faults);
    this.quotas = new Quotas(scenario.concurrentTasks(), scenario.from());
    this.events = events;
    this.jobs = jobs;
    this.bill = bill;
    this.peak = new Peak(0, scenario.from());
  }

  @Override
  public LaunchAnswer launch(Run run, int attempt) {
    time.pass(LAUNCH_MILLIS);
    var arn = arn(run, attempt);
    if (tasks.containsKey(arn)) {
      return new LaunchAnswer.Accepted(arn); // the same call again
    }
    if (run.cancelled().isPresent()) {
      return CANCELLED;
    }
    return switch (run.job().work()) {
      case TaskTemplate task -> runTask(run, attempt, arn, task);
      case ServiceUpdate _ -> {
        tasks.put(arn, draw(run, attempt, arn, Optional.empty(), false));
        yield new LaunchAnswer.Accepted(arn);
      }
    };
  }

  private static String arn(Run run, int attempt) {
    var name = run.id() + "/" + attempt;
    return switch (run.job().work()) {
      case TaskTemplate _ -> ARN + "task/" + name;
      case ServiceUpdate service -> ARN + "service/" + service.name() + "#" + name;
    };
  }

  private LaunchAnswer runTask(Run run, int attempt, String arn, TaskTemplate task) {
    boolean onSpot = isOnSpot(run, attempt, task);
    var refusal = quotas.refuse(onSpot, alive, time.instant());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    var random = chance.ofCall(run.id(), attempt, time.millis());
    boolean unanswered = faults.happens(Fault.ANSWER, random);
    if (faults.happens(Fault.REFUSED, random)) {
      return NO_CAPACITY;
    }
    var container = Optional.of(task.container().orElse("main"));
    start(draw(run, attempt, arn, container, onSpot));
    return unanswered ? NO_ANSWER : new LaunchAnswer.Accepted(arn);
  }

  private static boolean isOnSpot(Run run, int attempt, TaskTemplate task) {
    var capacity =
        attempt == 1 ? task.capacity() : Escalation.of(run).capacity().or(task::capacity);
    return capacity.filter("FARGATE_SPOT"::equals).isPresent();
  }

  private SimulatedTask draw(
      Run run, int attempt, String arn, Optional<String> container, boolean onSpot) {
    var job = jobs.get(run.job().name());
    var paid = job.paid().map(own -> attempt == 1 ? own : grown(own, run, onSpot));
    var of = new SimulatedTask.Of(run.id(), attempt, arn, container, paid, time.millis());
    return lives.draw(job, of, onSpot, time.millis());
  }

  /** After what happened to earlier attempts it may be larger, or not on Spot any more. */
  private static Paid grown(Paid own, Run run, boolean onSpot) {
    var size =
        Escalation.of(run)
            .size()
            .map(larger -> new Size(larger.cpu(), larger.memory(), own.size().storage()))
            .orElse(own.size());
    var tariff = own.tariff();
    boolean isOffSpot = tariff.capacity() == Capacity.FARGATE_SPOT && !onSpot;
    return new Paid(
        size,
        isOffSpot ? new Tariff(tariff.region(), Capacity.FARGATE, tariff.architecture()) : tariff);
  }

  private void start(SimulatedTask task) {
    tasks.put(task.arn(), task);
    alive++;
    if (alive > peak.tasks()) {
      peak = new Peak(alive, time.instant());
    }
    if (task.startsAt() != SimulatedTask.NEVER) {
      time.at(
          task.startsAt(),
          () -> task.startedBy(time.millis()).ifPresent(at -> events.running(task, at)));
    }
    planEnd(task);
  }

  private void planEnd(SimulatedTask task) {
    long at = task.stopsAt();
    if (at != SimulatedTask.NEVER) {
      time.at(at, () -> ends(task, at));
    }
  }

  /** Unless it has got another end meanwhile. */
  private void ends(SimulatedTask task, long at) {
    if (task.stopsAt() == at) {
      alive--;
      events.stopped(task);
      charge(task);
    }
  }

  /** Without a network interface no image is downloaded, and nothing is paid. */
  private void charge(SimulatedTask task) {
    if (task.end() != TaskEnd.ENI) {
      var row = jobs.get(task.run().job()).row();
      task.paid().ifPresent(paid -> bill.add(row, paid, task.paidTime()));
    }
  }

  @Override
  public void stop(String arn, String reason) {
    var task = tasks.get(arn);
    if (task != null && task.stop(time.millis(), reason)) {
      planEnd(task);
    }
  }

  @Override
  public Map<String, TaskStatus> look(Collection<String> arns) {
    time.pass(LOOK_MILLIS);
    var statuses = new LinkedHashMap<String, TaskStatus>();
    arns.forEach(arn -> statuses.put(arn, look(Optional.ofNullable(tasks.get(arn)))));
    return statuses;
  }

  private TaskStatus look(Optional<SimulatedTask> known) {
    long now = time.millis();
    if (known.isEmpty() || known.get().stopsAt() < now - MEMORY_MILLIS) {
      return new TaskStatus.NotFound();
    }
    var task = known.get();
    if (task.stopsAt() > now) {
      return new TaskStatus.Alive(task.startedBy(now));
    }
    return jobs.get(task.run().job()).job().work() instanceof ServiceUpdate
        ? new TaskStatus.Settled(settled(task))
        : new TaskStatus.Stopped(task.stopped());
  }

  private static Outcome settled(SimulatedTask task) {
    return task.end() == TaskEnd.SUCCESS
        ? new Outcome.Succeeded("The service is steady.")
        : new Outcome.Failed(
            FailureKind.NEVER_STARTED, OptionalInt.empty(), "The deployment failed.");
  }

  /** What became of the event that told of the task's end. */
  Told told(String arn) {
    var task = tasks.get(arn);
    return task == null ? Told.IN_TIME : task.told();
  }

  /** Its attempt has ended: nobody will ask for it again. */
  void forget(String arn) {
    tasks.remove(arn);
  }

  Peak peak() {
    return peak;
  }
}
