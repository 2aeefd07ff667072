package dev.ecsjobs.run;

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

/** The fold: what an event makes of a run. */
final class Applying {
  private final Run run;

  Applying(Run run) {
    this.run = run;
  }

  Run apply(RunEvent event) {
    return new Run(
        run.id(),
        run.job(),
        run.scheduledTime(),
        run.requestedAt(),
        run.version() + 1,
        timelineWith(event),
        stateAfter(event));
  }

  private List<RunEvent> timelineWith(RunEvent event) {
    var events = new ArrayList<RunEvent>(run.timeline().size() + 1);
    events.addAll(run.timeline());
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
          run.state() instanceof Queued q
              ? new Queued(q.stage(), q.why(), e.lookAt())
              : run.state();
      case AttemptLaunching e -> new Launching(e.attempt(), e.call(), e.leaseUntil());
      case LaunchDeferred e -> new Launching(e.attempt(), 0, e.until());
      case CancelNoted _, LongRunningSeen _ -> run.state();
      case TaskAccepted e ->
          new Running(e.attempt(), e.task(), e.at(), Optional.empty(), firstLook(e.at()), false);
      case TaskRunning e ->
          switch (run.state()) {
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
                run.state();
          };
      case TaskLookedAt e -> lookedAt(e);
      case StopRequested e -> new Stopping(e.attempt(), e.task(), e.kind(), e.why(), e.lookAt());
      case AttemptEnded _ -> run.state(); // what follows says where the run stands
      case RetryScheduled e -> new BackingOff(e.next(), e.until());
      case ArrayStarted e -> new FannedOut(e.indexes(), Optional.empty(), e.lookAt());
      case ArrayProgressed e ->
          run.state() instanceof FannedOut array
              ? new FannedOut(e.indexes(), array.stop(), e.lookAt())
              : run.state();
      case ArrayStopping e ->
          run.state() instanceof FannedOut array
              ? new FannedOut(
                  array.indexes(), Optional.of(new FannedOut.Stop(e.kind(), e.why())), e.lookAt())
              : run.state();
      case RunFinished e -> new Finished(e.result(), e.why(), e.at());
    };
  }

  private RunState lookedAt(TaskLookedAt event) {
    return switch (run.state()) {
      case Running r ->
          new Running(
              r.attempt(), r.task(), r.acceptedAt(), r.startedAt(), event.lookAt(), !event.found());
      case Stopping s -> new Stopping(s.attempt(), s.task(), s.kind(), s.why(), event.lookAt());
      case Requested _, Queued _, Launching _, BackingOff _, FannedOut _, Finished _ -> run.state();
    };
  }

  /**
   * Events are the fast path; a minute after acceptance the sweep begins to ask, ever less often.
   */
  private static Instant firstLook(Instant acceptedAt) {
    return acceptedAt.plus(Looks.SHORTEST);
  }
}
