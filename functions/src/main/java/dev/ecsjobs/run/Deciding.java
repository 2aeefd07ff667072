package dev.ecsjobs.run;

import static dev.ecsjobs.run.Decision.nothing;

import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.FannedOut;
import dev.ecsjobs.run.RunState.Finished;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Queued;
import dev.ecsjobs.run.RunState.Requested;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.RunState.Stopping;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TaskStarted;

/** The rules: every state answers every signal. */
final class Deciding {
  private final Run run;
  private final Following following;

  Deciding(Run run) {
    this.run = run;
    this.following = new Following(run);
  }

  Decision decide(Signal signal) {
    if (signal instanceof LaunchAccepted accepted && isStray(accepted.attempt(), accepted.task())) {
      return stopStray(accepted.attempt(), accepted.task());
    }
    if (signal instanceof LaunchAccepted accepted && isKnown(accepted)) {
      return nothing(
          "Attempt %d: ECS accepted task %s, which has told of itself already."
              .formatted(accepted.attempt(), TaskName.shortName(accepted.task())));
    }
    if (signal instanceof TaskStarted started && isStray(started.attempt(), started.task())) {
      return stopStray(started.attempt(), started.task());
    }
    return switch (run.state()) {
      case Requested _ -> new Admitting(run).requested(signal);
      case Queued queued -> new Admitting(run).queued(queued, signal);
      case Launching launching -> new WhileLaunching(run, launching).decide(signal);
      case Running running -> new WhileRunning(run, running).decide(signal);
      case Stopping stopping -> new WhileStopping(run, stopping).decide(signal);
      case BackingOff backingOff -> backingOff(backingOff, signal);
      case FannedOut array -> new WhileFannedOut(run, array).decide(signal);
      case Finished finished ->
          nothing("The run has ended already (" + finished.result() + "); nothing to do.");
    };
  }

  /**
   * Whether a living task that names our attempt is not the one we know, nor the one we wait for:
   * its launch was given up, or client tokens were ignored. Left alone it would run beside ours.
   */
  private boolean isStray(int attempt, String task) {
    return !isExpected(attempt) && run.version() > 0 && !run.knows(task);
  }

  /** ECS's events may be faster than RunTask's answer. */
  private boolean isKnown(LaunchAccepted accepted) {
    return !isExpected(accepted.attempt()) && run.knows(accepted.task());
  }

  private boolean isExpected(int attempt) {
    return run.state() instanceof Launching launching && launching.attempt() == attempt;
  }

  private static Decision stopStray(int attempt, String task) {
    String why = "a second task for attempt " + attempt;
    return Decision.only(
        new StopTask(task, "ecsjobs: " + why), "There is " + why + "; it is stopped.");
  }

  private Decision backingOff(BackingOff state, Signal signal) {
    return switch (signal) {
      case Due due ->
          due.at().isBefore(state.until())
              ? waits(state)
              : following.launchInTime(due.at(), state.next());
      case CancelRequested cancel -> following.cancelled(cancel.at(), cancel.why());
      case LaunchRequested _, Signal.OfAdmission _, Signal.OfArray _ -> waits(state);
      case Signal.OfAttempt early when early.attempt() == state.next() ->
          nothing("Attempt %d is not launched yet; nothing to do.".formatted(state.next()));
      case Signal.OfAttempt late -> Decision.notTheCurrent(late, state.next());
    };
  }

  private static Decision waits(BackingOff state) {
    return nothing("Attempt %d is due at %s.".formatted(state.next(), state.until()));
  }
}
