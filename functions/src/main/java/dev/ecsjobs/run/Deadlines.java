package dev.ecsjobs.run;

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
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;

/** When a run must be looked at again, and when something has taken too long. */
record Deadlines(Run run) {

  /** When the sweep must look at this run again; empty once it has finished. */
  Optional<Instant> dueAt() {
    return switch (run.state()) {
      case Requested _, Finished _ -> Optional.empty();
      case Queued queued -> earlier(Optional.of(queued.lookAt()), toStart());
      case Launching launching -> Optional.of(launching.leaseUntil());
      // Its limit cannot be kept while ECS does not know the task: without this it would be due at
      // once.
      case Running running when running.missed() -> Optional.of(running.lookAt());
      case Running running ->
          earlier(
              Optional.of(running.lookAt()),
              earlier(limitOf(running).map(Limit::at), new LongRunning(run).dueAt()));
      case Stopping stopping -> Optional.of(stopping.lookAt());
      case BackingOff backingOff -> Optional.of(backingOff.until());
      case FannedOut array when array.stop().isPresent() -> Optional.of(array.lookAt());
      case FannedOut array ->
          earlier(Optional.of(array.lookAt()), earlier(toEnd(), new LongRunning(run).dueAt()));
    };
  }

  /** Of two times that may be absent the first that comes. */
  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && (other.isEmpty() || !other.get().isBefore(one.get())) ? one : other;
  }

  /** The latest time of the first launch. */
  Optional<Instant> toStart() {
    return run.job()
        .limits()
        .startingDeadline()
        .flatMap(late -> run.scheduledTime().map(at -> at.plus(late)));
  }

  /** The end of {@code runTimeout}, counted from the first launch. */
  Optional<Instant> toEnd() {
    return run.job()
        .limits()
        .run()
        .flatMap(timeout -> run.firstLaunch().map(first -> first.plus(timeout)));
  }

  /** A limit that applies to a running task: when it is passed, and how that is said. */
  record Limit(Instant at, String name, Duration length) {}

  /** The first limit that a running task will pass. */
  Optional<Limit> limitOf(Running running) {
    var limits = new ArrayList<Limit>();
    toEnd()
        .ifPresent(at -> limits.add(new Limit(at, "runTimeout", run.job().limits().run().get())));
    if (running.startedAt().isPresent()) {
      var started = running.startedAt().get();
      run.job()
          .limits()
          .attempt()
          .ifPresent(t -> limits.add(new Limit(started.plus(t), "attemptTimeout", t)));
    } else {
      run.job()
          .limits()
          .start()
          .ifPresent(t -> limits.add(new Limit(running.acceptedAt().plus(t), "startTimeout", t)));
    }
    return limits.isEmpty()
        ? Optional.empty()
        : Optional.of(Collections.min(limits, Comparator.comparing(Limit::at)));
  }
}
