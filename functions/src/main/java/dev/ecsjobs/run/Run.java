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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    return new Run(
        id, job, scheduledTime, requestedAt, version + 1, timelineWith(event), stateAfter(event));
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
    return switch (state) {
      case Requested _, Finished _ -> Optional.empty();
      case Queued queued ->
          Stream.concat(Stream.of(queued.lookAt()), startingDeadline().stream())
              .min(Instant::compareTo);
      case Launching launching -> Optional.of(launching.leaseUntil());
      // Its limit cannot be kept while ECS does not know the task: without this it would be due at
      // once.
      case Running running when running.missed() -> Optional.of(running.lookAt());
      case Running running ->
          Stream.of(
                  Optional.of(running.lookAt()),
                  limitOf(running).map(Limit::at),
                  new LongRunning(this).dueAt())
              .flatMap(Optional::stream)
              .min(Instant::compareTo);
      case Stopping stopping -> Optional.of(stopping.lookAt());
      case BackingOff backingOff -> Optional.of(backingOff.until());
      case FannedOut array when array.stop().isPresent() -> Optional.of(array.lookAt());
      case FannedOut array ->
          Stream.of(Optional.of(array.lookAt()), deadline(), new LongRunning(this).dueAt())
              .flatMap(Optional::stream)
              .min(Instant::compareTo);
    };
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
    return scheduledTime.stream()
        .flatMap(time -> job.admission().after().stream().map(job -> RunId.scheduled(job, time)))
        .toList();
  }

  /** Whether ECS ever accepted this task for the run. */
  boolean knows(String task) {
    return timeline.stream()
        .anyMatch(event -> event instanceof TaskAccepted accepted && accepted.task().equals(task));
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
    return timeline.stream()
        .flatMap(
            event ->
                switch (event) {
                  case CancelNoted noted -> Stream.of(noted.why());
                  case StopRequested stop when stop.kind() == FailureKind.CANCELLED ->
                      Stream.of(stop.why());
                  case ArrayStopping stop when stop.kind() == FailureKind.CANCELLED ->
                      Stream.of(stop.why());
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
                      Stream.<String>empty();
                })
        .findFirst();
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
    var latest = launching.attempt() == 1 ? startingDeadline() : deadline();
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

  /** The latest time of the first launch. */
  Optional<Instant> startingDeadline() {
    return job.limits().startingDeadline().flatMap(late -> scheduledTime.map(at -> at.plus(late)));
  }

  /** The end of {@code runTimeout}, counted from the first launch. */
  Optional<Instant> deadline() {
    return job.limits().run().flatMap(timeout -> firstLaunch().map(first -> first.plus(timeout)));
  }

  /** When its first attempt was launched; empty while none was. */
  public Optional<Instant> firstLaunch() {
    return timeline.stream()
        .filter(event -> event instanceof AttemptLaunching || event instanceof ArrayStarted)
        .findFirst()
        .map(RunEvent::at);
  }

  /** A limit that applies to a running task: when it is passed, and how that is said. */
  record Limit(Instant at, String name, Duration length) {}

  /** The first limit that a running task will pass. */
  Optional<Limit> limitOf(Running running) {
    var limits = new ArrayList<Limit>();
    deadline().ifPresent(at -> limits.add(new Limit(at, "runTimeout", job.limits().run().get())));
    if (running.startedAt().isPresent()) {
      var started = running.startedAt().get();
      job.limits()
          .attempt()
          .ifPresent(t -> limits.add(new Limit(started.plus(t), "attemptTimeout", t)));
    } else {
      job.limits()
          .start()
          .ifPresent(t -> limits.add(new Limit(running.acceptedAt().plus(t), "startTimeout", t)));
    }
    return limits.isEmpty()
        ? Optional.empty()
        : limits.stream().min((a, b) -> a.at().compareTo(b.at()));
  }

  private List<RunEvent> timelineWith(RunEvent event) {
    var events = new ArrayList<>(timeline);
    // A task that runs for days is looked at many times: only the last look tells anything.
    boolean isLook =
        event instanceof TaskLookedAt
            || event instanceof QueueLookedAt
            || event instanceof ArrayProgressed;
    if (isLook && !events.isEmpty() && events.getLast().getClass() == event.getClass()) {
      events.removeLast();
    }
    // So it is with a launch that is put off again and again.
    if (event instanceof LaunchDeferred
        && events.size() > 2
        && events.get(events.size() - 2) instanceof LaunchDeferred) {
      events.removeLast();
      events.removeLast();
    }
    events.add(event);
    return events;
  }

  private RunState stateAfter(RunEvent event) {
    return switch (event) {
      case RunQueued e -> new Queued(e.stage(), e.why(), e.lookAt());
      case QueueLookedAt e ->
          state instanceof Queued q ? new Queued(q.stage(), q.why(), e.lookAt()) : state;
      case AttemptLaunching e -> new Launching(e.attempt(), e.call(), e.leaseUntil());
      case LaunchDeferred e -> new Launching(e.attempt(), 0, e.until());
      case CancelNoted _, LongRunningSeen _ -> state;
      case TaskAccepted e ->
          new Running(e.attempt(), e.task(), e.at(), Optional.empty(), firstLook(e.at()), false);
      case TaskRunning e ->
          switch (state) {
            case Running r ->
                new Running(
                    r.attempt(),
                    r.task(),
                    r.acceptedAt(),
                    Optional.of(e.startedAt()),
                    r.lookAt(),
                    false);
            case Requested _,
                Queued _,
                Launching _,
                Stopping _,
                BackingOff _,
                FannedOut _,
                Finished _ ->
                state;
          };
      case TaskLookedAt e -> lookedAt(e);
      case StopRequested e -> new Stopping(e.attempt(), e.task(), e.kind(), e.why(), e.lookAt());
      case AttemptEnded _ -> state; // what follows says where the run stands
      case RetryScheduled e -> new BackingOff(e.next(), e.until());
      case ArrayStarted e -> new FannedOut(e.indexes(), Optional.empty(), e.lookAt());
      case ArrayProgressed e ->
          state instanceof FannedOut array
              ? new FannedOut(e.indexes(), array.stop(), e.lookAt())
              : state;
      case ArrayStopping e ->
          state instanceof FannedOut array
              ? new FannedOut(
                  array.indexes(), Optional.of(new FannedOut.Stop(e.kind(), e.why())), e.lookAt())
              : state;
      case RunFinished e -> new Finished(e.result(), e.why(), e.at());
    };
  }

  private RunState lookedAt(TaskLookedAt event) {
    return switch (state) {
      case Running r ->
          new Running(
              r.attempt(), r.task(), r.acceptedAt(), r.startedAt(), event.lookAt(), !event.found());
      case Stopping s -> new Stopping(s.attempt(), s.task(), s.kind(), s.why(), event.lookAt());
      case Requested _, Queued _, Launching _, BackingOff _, FannedOut _, Finished _ -> state;
    };
  }

  /**
   * Events are the fast path; a minute after acceptance the sweep begins to ask, ever less often.
   */
  private static Instant firstLook(Instant acceptedAt) {
    return acceptedAt.plus(Looks.SHORTEST);
  }
}
