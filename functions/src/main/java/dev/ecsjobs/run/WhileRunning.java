package dev.ecsjobs.run;

import static dev.ecsjobs.run.Decision.nothing;

import dev.ecsjobs.Durations;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Effect.LookAtTask;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import dev.ecsjobs.run.RunState.Running;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** ECS has accepted the task, and it has not stopped. */
final class WhileRunning {
  /**
   * Right after RunTask, DescribeTasks may not know the task yet: ECS is eventually consistent, and
   * says for up to five minutes; the clocks of two functions may differ by some seconds.
   */
  static final Duration CONSISTENT_AFTER = Duration.ofMinutes(5).plusSeconds(30);

  private final Run run;
  private final Running state;

  WhileRunning(Run run, Running state) {
    this.run = run;
    this.state = state;
  }

  Decision decide(Signal signal) {
    return switch (signal) {
      case LaunchRequested _, Signal.OfAdmission _, Signal.OfArray _ ->
          nothing("Attempt " + state.attempt() + " is under way already; nothing to do.");
      case Due _ ->
          Decision.only(
              new LookAtTask(state.attempt(), state.task()),
              "No event came about the task of attempt "
                  + state.attempt()
                  + " for a while; ECS is asked.");
      case CancelRequested cancel -> stop(cancel.at(), FailureKind.CANCELLED, cancel.why());
      case Signal.OfAttempt ours when ours.attempt() != state.attempt() ->
          Decision.notTheCurrent(ours, state.attempt());
      case LaunchAccepted _ -> nothing("ECS's answer is known already; nothing to do.");
      case LaunchRefused _, LaunchDeferred _ ->
          nothing("The task of attempt %d exists; nothing to do.".formatted(state.attempt()));
      case TaskStarted started -> started(started);
      case TaskStopped stopped when isOurs(stopped.stopped().task()) ->
          new Following(run)
              .ended(
                  stopped.at(),
                  state.attempt(),
                  Outcome.of(stopped.stopped()),
                  Optional.of(stopped.stopped()));
      case ServiceSettled settled when isOurs(settled.deployment()) ->
          new Following(run)
              .ended(settled.at(), state.attempt(), settled.outcome(), Optional.empty());
      case TaskSeen seen when isOurs(seen.task()) -> seen(seen);
      case TaskNotFound missing when isOurs(missing.task()) -> notFound(missing.at());
      case TaskStopped _, ServiceSettled _, TaskSeen _, TaskNotFound _ ->
          Decision.anotherTask(state.task());
    };
  }

  private Decision started(TaskStarted started) {
    return state.startedAt().isPresent()
        ? nothing("It is known that the task is running; nothing to do.")
        : Decision.of(
            new TaskRunning(started.at(), state.attempt(), state.task(), started.startedAt()));
  }

  private Decision seen(TaskSeen seen) {
    if (state.startedAt().isEmpty() && seen.startedAt().isPresent()) {
      var running =
          new TaskRunning(seen.at(), state.attempt(), state.task(), seen.startedAt().get());
      return run.apply(running).decide(seen).after(running);
    }
    var limit = new Deadlines(run).limitOf(state).filter(l -> !seen.at().isBefore(l.at()));
    if (limit.isPresent()) {
      // Without ever running it can't be the application's fault.
      var kind = state.startedAt().isPresent() ? FailureKind.TIMED_OUT : FailureKind.NEVER_STARTED;
      String why =
          "its %s of %s has passed"
              .formatted(limit.get().name(), Durations.plain(limit.get().length()));
      return stop(seen.at(), kind, why);
    }
    var looked = new TaskLookedAt(seen.at(), state.attempt(), true, nextLook(seen.at()));
    return new LongRunning(run)
        .seen(seen.at(), seen.usual())
        .map(tooLong -> Decision.of(looked).after(tooLong))
        .orElseGet(() -> Decision.of(looked));
  }

  private Decision stop(Instant at, FailureKind kind, String why) {
    if (run.job().work() instanceof ServiceUpdate) {
      return abandon(at, kind, why);
    }
    return Decision.of(
            new StopRequested(
                at, state.attempt(), state.task(), kind, why, at.plus(Looks.SHORTEST)))
        .with(new StopTask(state.task(), "ecsjobs: " + why));
  }

  /** A deployment cannot be stopped, only replaced, and by what is for a person to say. */
  private Decision abandon(Instant at, FailureKind kind, String why) {
    var failed =
        new Failed(
            kind,
            OptionalInt.empty(),
            Following.sentence(why) + " ECS goes on with the service's deployment.");
    return new Following(run).ended(at, state.attempt(), failed, Optional.empty());
  }

  private Decision notFound(Instant at) {
    if (state.missed() && !at.isBefore(state.acceptedAt().plus(CONSISTENT_AFTER))) {
      return new Following(run)
          .ended(
              at,
              state.attempt(),
              new Failed(
                  FailureKind.UNKNOWN,
                  OptionalInt.empty(),
                  "ECS, asked twice, no longer knows the task."),
              Optional.empty());
    }
    return Decision.of(new TaskLookedAt(at, state.attempt(), false, nextLook(at)));
  }

  private Instant nextLook(Instant at) {
    return Looks.next(state.acceptedAt(), at);
  }

  private boolean isOurs(String task) {
    return state.task().equals(task);
  }
}
