package dev.ecsjobs.run;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.Failures;
import dev.ecsjobs.run.RunEvent.ArrayProgressed;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.ArrayStopping;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.CancelNoted;
import dev.ecsjobs.run.RunEvent.LaunchDeferred;
import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunEvent.QueueLookedAt;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunEvent.RunQueued;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.FannedOut;
import dev.ecsjobs.run.RunState.Finished;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Queued;
import dev.ecsjobs.run.RunState.Requested;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.RunState.Stopping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One intended execution of a job: what it is to do, and all that has happened to it so far.
 *
 * @param job the job as it was when the run was requested; a deploy in between changes nothing
 * @param scheduledTime the nominal instant of the schedule; absent for a manual run
 * @param version how many events have been applied: two writers that read the same version conflict
 * @param timeline the events, oldest first
 * @param state what they fold to
 */
public record Run(
    RunId id,
    Job job,
    Optional<Instant> scheduledTime,
    Instant requestedAt,
    int version,
    List<RunEvent> timeline,
    RunState state) {
  public Run {
    timeline = List.copyOf(timeline);
  }

  /** A run that is asked for, before anything is decided about it. */
  public static Run requested(
      RunId id, Job job, Optional<Instant> scheduledTime, Instant requestedAt) {
    return new Run(id, job, scheduledTime, requestedAt, 0, List.of(), new Requested());
  }

  /** Answers any signal in any state. */
  public Decision decide(Signal signal) {
    return new Deciding(this).decide(signal);
  }

  /** The run after the event. */
  public Run apply(RunEvent event) {
    return new Applying(this).apply(event);
  }

  /** The run after all events, in order. */
  public Run apply(List<RunEvent> events) {
    var run = this;
    for (var event : events) {
      run = run.apply(event);
    }
    return run;
  }

  /** When the sweep must look at this run again; empty once it has finished. */
  public Optional<Instant> dueAt() {
    return new Deadlines(this).dueAt();
  }

  /** How the run ended; empty while it has not. */
  public Optional<Finished> finished() {
    return state instanceof Finished finished ? Optional.of(finished) : Optional.empty();
  }

  /** Whether it is recorded and waits for its first launch. */
  public boolean isQueued() {
    return state instanceof Queued;
  }

  /** The gates the run has passed and not left: nobody else has their seats. */
  public List<Gate> gatesHeld() {
    return switch (state) {
      case Requested _, Finished _ -> List.of();
      case Queued queued ->
          gates().stream().filter(gate -> gate.stage().compareTo(queued.stage()) < 0).toList();
      case Launching _, Running _, Stopping _, BackingOff _, FannedOut _ -> gates();
    };
  }

  /** The gate the run waits at. */
  public Optional<Gate> gateAwaited() {
    return state instanceof Queued queued
        ? gates().stream().filter(gate -> gate.stage() == queued.stage()).findFirst()
        : Optional.empty();
  }

  /** All gates on the way to the first launch, in the order they are passed. */
  List<Gate> gates() {
    var admission = job.admission();
    var gates = new ArrayList<Gate>();
    switch (admission.concurrency()) {
      case ALLOW -> {}
      case FORBID -> gates.add(new Gate.OfJob(job.name(), 0));
      case REPLACE -> gates.add(new Gate.OfJob(job.name(), Gate.LONGEST_QUEUE));
      case QUEUE -> gates.add(new Gate.OfJob(job.name(), admission.queueLimit()));
    }
    admission.group().ifPresent(group -> gates.add(new Gate.OfGroup(group)));
    return gates;
  }

  Gate gateOf(Stage stage) {
    return gates().stream().filter(gate -> gate.stage() == stage).findFirst().orElseThrow();
  }

  /** The runs whose success this one follows: those of the same scheduled time. */
  List<RunId> awaitedRuns() {
    var awaited = new ArrayList<RunId>();
    for (var earlier : job.admission().after()) {
      scheduledTime.ifPresent(time -> awaited.add(RunId.scheduled(earlier, time)));
    }
    return awaited;
  }

  /** Whether ECS ever accepted this task for the run. */
  boolean knows(String task) {
    for (var event : timeline) {
      if (event instanceof TaskAccepted accepted && accepted.task().equals(task)) {
        return true;
      }
    }
    return false;
  }

  /** What the attempts so far have used up. */
  Failures failures() {
    var failures = Failures.NONE;
    for (var event : timeline) {
      if (event instanceof AttemptEnded ended && ended.failure().isPresent()) {
        failures = job.retry().count(failures, ended.failure().get());
      }
    }
    return failures;
  }

  /** How far its array has come, under way or at its end; empty if it has none. */
  public Optional<Indexes> indexes() {
    return timeline.reversed().stream().flatMap(event -> indexes(event).stream()).findFirst();
  }

  private static Optional<Indexes> indexes(RunEvent event) {
    if (event instanceof ArrayProgressed progressed) {
      return Optional.of(progressed.indexes());
    }
    return event instanceof ArrayStarted started
        ? Optional.of(started.indexes())
        : Optional.empty();
  }

  /** The run of one index of this array. */
  public Run ofIndex(int index, Instant at) {
    return requested(id.ofIndex(index), job.ofIndex(index), scheduledTime, at);
  }

  /** Why the run is to be cancelled, if somebody wanted that. */
  public Optional<String> cancelled() {
    for (var event : timeline) {
      var why = cancelled(event);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> cancelled(RunEvent event) {
    return switch (event) {
      case CancelNoted noted -> Optional.of(noted.why());
      case StopRequested stop when stop.kind() == FailureKind.CANCELLED -> Optional.of(stop.why());
      case ArrayStopping stop when stop.kind() == FailureKind.CANCELLED -> Optional.of(stop.why());
      case RunQueued _,
          QueueLookedAt _,
          AttemptLaunching _,
          LaunchDeferred _,
          TaskAccepted _,
          TaskRunning _,
          TaskLookedAt _,
          LongRunningSeen _,
          StopRequested _,
          ArrayStarted _,
          ArrayProgressed _,
          ArrayStopping _,
          AttemptEnded _,
          RetryScheduled _,
          RunFinished _ ->
          Optional.empty();
    };
  }

  /** Since when RunTask could not be had for the attempt that is being launched. */
  Optional<Instant> deferredSince() {
    return timeline.reversed().stream()
        .takeWhile(event -> event instanceof AttemptLaunching || event instanceof LaunchDeferred)
        .filter(LaunchDeferred.class::isInstance)
        .map(event -> ((LaunchDeferred) event).since())
        .findFirst();
  }

  /** Whose turn it is before it and after it; empty if it does not wait for the launch quota. */
  public Optional<Urgency> urgency() {
    if (!(state instanceof Launching launching) || launching.calls() > 0 || !isForQuota()) {
      return Optional.empty();
    }
    var deadlines = new Deadlines(this);
    var latest = launching.attempt() == 1 ? deadlines.toStart() : deadlines.toEnd();
    return Optional.of(
        new Urgency(
            job.admission().priority(),
            latest.orElse(Urgency.NO_LIMIT),
            scheduledTime.orElse(requestedAt)));
  }

  private boolean isForQuota() {
    for (var event : timeline.reversed()) {
      if (event instanceof LaunchDeferred deferred) {
        return deferred.isForQuota();
      }
    }
    return false;
  }

  /** When its first attempt was launched; empty while none was. */
  public Optional<Instant> firstLaunch() {
    for (var event : timeline) {
      if (event instanceof AttemptLaunching || event instanceof ArrayStarted) {
        return Optional.of(event.at());
      }
    }
    return Optional.empty();
  }
}
