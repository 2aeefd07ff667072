package dev.ecsjobs.run;

import static dev.ecsjobs.run.Decision.nothing;

import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.RunEvent.CancelNoted;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchDeferred;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.ServiceSettled;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import dev.ecsjobs.run.Signal.TurnCame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** RunTask is being called, or has to be called again. */
final class WhileLaunching {
  /** So many calls without a recorded answer, and something is wrong that repeating won't mend. */
  static final int MOST_CALLS = 10;

  /** ECS has had no room for so long: somebody must look at it. */
  static final Duration LONGEST_DEFERRAL = Duration.ofDays(1);

  private final Run run;
  private final Launching state;
  private final Following following;

  WhileLaunching(Run run, Launching state) {
    this.run = run;
    this.state = state;
    this.following = new Following(run);
  }

  Decision decide(Signal signal) {
    return switch (signal) {
      // Whose turn it is is not for a repeated delivery to say.
      case LaunchRequested _ when run.urgency().isPresent() ->
          nothing("Attempt %d waits for the launch quota.".formatted(state.attempt()));
      case LaunchRequested request -> repeatOrWait(request.at());
      case Due due -> repeatOrWait(due.at());
      case TurnCame turn when run.urgency().isPresent() -> repeatOrWait(turn.at());
      case Signal.OfAdmission _, Signal.OfArray _ ->
          nothing("The run is active already; nothing to do.");
      case CancelRequested cancel ->
          run.cancelled().isPresent()
              ? nothing("It is known that the run is to be cancelled; nothing to do.")
              : Decision.of(new CancelNoted(cancel.at(), cancel.why()));
      case Signal.OfAttempt ours when ours.attempt() != state.attempt() ->
          Decision.notTheCurrent(ours, state.attempt());
      case LaunchAccepted accepted -> accepted(accepted.at(), accepted.task());
      case LaunchDeferred deferred -> deferred(deferred);
      case LaunchRefused refused ->
          following.ended(
              refused.at(),
              refused.attempt(),
              new Failed(refused.kind(), OptionalInt.empty(), refused.what(), refused.fix()),
              Optional.empty());
      // ECS was faster than RunTask's answer: the attempt number in startedBy makes the task ours.
      case TaskStarted started -> adopt(started.at(), started.task(), started);
      case TaskSeen seen -> adopt(seen.at(), seen.task(), seen);
      case TaskStopped stopped -> adopt(stopped.at(), stopped.stopped().task(), stopped);
      case ServiceSettled settled -> adopt(settled.at(), settled.deployment(), settled);
      case TaskNotFound _ -> nothing("No task is expected yet; nothing to do.");
    };
  }

  private Decision repeatOrWait(Instant at) {
    if (at.isBefore(state.leaseUntil())) {
      return nothing(
          "Attempt %d is being launched by another call, or waits; it is launched again after %s."
              .formatted(state.attempt(), state.leaseUntil()));
    }
    if (state.calls() >= MOST_CALLS) {
      // No further attempt: the task may well be running.
      return following.finished(
          at,
          RunResult.FAILED,
          """
          RunTask was called %d times for attempt %d and no answer could be recorded. \
          Look for a task of it in the cluster before you run the job again.\
          """
              .formatted(state.calls(), state.attempt()));
    }
    if (state.calls() > 0) {
      // That call may have started a task: only the same call, repeated, can tell.
      return following.launch(at, state.attempt(), state.calls() + 1);
    }
    return run.cancelled().isPresent()
        ? following.cancelled(at, run.cancelled().get())
        : following.launchInTime(at, state.attempt());
  }

  private Decision accepted(Instant at, String task) {
    var accepted = new TaskAccepted(at, state.attempt(), task);
    if (run.job().work() instanceof ServiceUpdate) {
      return updating(accepted);
    }
    if (run.cancelled().isEmpty()) {
      return Decision.of(accepted);
    }
    String why = run.cancelled().get();
    var stop =
        new StopRequested(
            at, state.attempt(), task, FailureKind.CANCELLED, why, at.plus(Looks.SHORTEST));
    return Decision.of(stop).with(new StopTask(task, "ecsjobs: " + why)).after(accepted);
  }

  /** A service's deployment is under way from its acceptance on. */
  private Decision updating(TaskAccepted accepted) {
    var running =
        new TaskRunning(accepted.at(), accepted.attempt(), accepted.task(), accepted.at());
    var updating = Decision.of(accepted, running);
    return run.cancelled()
        .map(
            why ->
                updating.then(
                    run.apply(updating.events()).decide(new CancelRequested(accepted.at(), why))))
        .orElse(updating);
  }

  private Decision adopt(Instant at, String task, Signal signal) {
    var adopted = accepted(at, task);
    var decision = run.apply(adopted.events()).decide(signal);
    return adopted.then(decision);
  }

  /** Throttled or over a quota: that uses nothing up, but it does not go on for ever. */
  private Decision deferred(LaunchDeferred deferred) {
    var since = run.deferredSince().orElse(deferred.at());
    if (!deferred.at().isBefore(since.plus(LONGEST_DEFERRAL))) {
      return following.finished(
          deferred.at(),
          RunResult.FAILED,
          "Attempt %d could not be launched since %s: %s"
              .formatted(state.attempt(), since, deferred.why()));
    }
    return Decision.of(
        new RunEvent.LaunchDeferred(
            deferred.at(),
            state.attempt(),
            deferred.at().plus(deferred.delay()),
            deferred.why(),
            since));
  }
}
