package dev.ecsjobs.run;

import static dev.ecsjobs.run.Decision.nothing;

import dev.ecsjobs.run.Effect.LookAtTask;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunState.Stopping;
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
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** StopTask was called, because of a limit or because a person wanted it. */
final class WhileStopping {
  private final Run run;
  private final Stopping state;

  WhileStopping(Run run, Stopping state) {
    this.run = run;
    this.state = state;
  }

  Decision decide(Signal signal) {
    return switch (signal) {
      case LaunchRequested _, Signal.OfAdmission _, Signal.OfArray _, CancelRequested _ ->
          alreadyStopping();
      case Due _ ->
          Decision.only(
              new LookAtTask(state.attempt(), state.task()),
              "Attempt %d should have stopped; ECS is asked.".formatted(state.attempt()));
      case Signal.OfAttempt ours when ours.attempt() != state.attempt() ->
          Decision.notTheCurrent(ours, state.attempt());
      case LaunchAccepted _, LaunchRefused _, LaunchDeferred _, TaskStarted _ -> alreadyStopping();
      case TaskStopped stopped when isOurs(stopped.stopped().task()) ->
          ended(stopped.at(), outcome(stopped.stopped()), Optional.of(stopped.stopped()));
      case ServiceSettled settled when isOurs(settled.deployment()) ->
          ended(settled.at(), settled.outcome(), Optional.empty());
      case TaskSeen seen when isOurs(seen.task()) -> stopAgain(seen.at(), true);
      case TaskNotFound missing when isOurs(missing.task()) ->
          mayNotBeKnownYet(missing.at())
              ? stopAgain(missing.at(), false)
              : ended(missing.at(), failed(OptionalInt.empty()), Optional.empty());
      case TaskStopped _, ServiceSettled _, TaskSeen _, TaskNotFound _ ->
          Decision.anotherTask(state.task());
    };
  }

  private Decision alreadyStopping() {
    return nothing("Attempt %d is being stopped; nothing to do.".formatted(state.attempt()));
  }

  private Decision ended(Instant at, Outcome outcome, Optional<StoppedTask> stopped) {
    return new Following(run).ended(at, state.attempt(), outcome, stopped);
  }

  /** The call may have been lost: stopping twice does no harm. */
  private Decision stopAgain(Instant at, boolean found) {
    return Decision.of(new TaskLookedAt(at, state.attempt(), found, at.plus(Looks.SHORTEST)))
        .with(new StopTask(state.task(), "ecsjobs: " + state.why()));
  }

  /** The container may have ended by itself just before: then its own exit code counts. */
  private Outcome outcome(StoppedTask stopped) {
    return stopped.stopCode().filter("UserInitiated"::equals).isPresent()
        ? failed(stopped.exitCode())
        : Outcome.of(stopped);
  }

  private Outcome failed(OptionalInt exitCode) {
    return new Failed(state.kind(), exitCode, Following.sentence(state.why()));
  }

  /** A young task that ECS does not find may well be alive: no other attempt may start yet. */
  private boolean mayNotBeKnownYet(Instant at) {
    return run.timeline().stream()
        .anyMatch(
            event ->
                event instanceof TaskAccepted accepted
                    && isOurs(accepted.task())
                    && at.isBefore(accepted.at().plus(WhileRunning.CONSISTENT_AFTER)));
  }

  private boolean isOurs(String task) {
    return state.task().equals(task);
  }
}
