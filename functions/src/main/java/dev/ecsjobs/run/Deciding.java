package dev.ecsjobs.run;

import static dev.ecsjobs.run.Decision.nothing;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryDecision.GiveUp;
import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import dev.ecsjobs.run.Effect.LookAtTask;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.Outcome.Succeeded;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.Finished;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Requested;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.RunState.Stopping;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchBlocked;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The rules: every state and every signal has its line here. */
final class Deciding {
  /** A little past the launching functions' timeout: then whoever held the lease is gone. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** So many calls without a recorded answer, and something is wrong that repeating won't mend. */
  static final int MOST_CALLS = 10;

  static final Duration SHORTEST_LOOK = Duration.ofMinutes(1);
  static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

  /** Right after RunTask, DescribeTasks may not know the task yet: ECS is eventually consistent. */
  static final Duration CONSISTENT_AFTER = Duration.ofMinutes(5);

  private final Run run;

  Deciding(Run run) {
    this.run = run;
  }

  Decision decide(Signal signal) {
    return switch (signal) {
      case LaunchAccepted accepted when isStray(accepted.attempt(), accepted.task()) ->
          stopStray(accepted.attempt(), accepted.task());
      case TaskStarted started when isStray(started.attempt(), started.task()) ->
          stopStray(started.attempt(), started.task());
      case LaunchRequested _,
          LaunchBlocked _,
          LaunchAccepted _,
          LaunchRefused _,
          TaskStarted _,
          TaskStopped _,
          TaskSeen _,
          TaskNotFound _,
          Due _ ->
          byState(signal);
    };
  }

  /**
   * Whether a living task that names our attempt is not the one we know, nor the one we wait for:
   * its launch was given up, or client tokens were ignored. Left alone it would run beside ours.
   */
  private boolean isStray(int attempt, String task) {
    boolean expected = run.state() instanceof Launching launching && launching.attempt() == attempt;
    return !expected && run.version() > 0 && !run.knows(task);
  }

  private static Decision stopStray(int attempt, String task) {
    String why = "a second task for attempt " + attempt;
    return Decision.only(
        new StopTask(task, "ecsjobs: " + why), "There is " + why + "; it is stopped.");
  }

  private Decision byState(Signal signal) {
    return switch (run.state()) {
      case Requested _ -> requested(signal);
      case Launching launching -> launching(launching, signal);
      case Running running -> running(running, signal);
      case Stopping stopping -> stopping(stopping, signal);
      case BackingOff backingOff -> backingOff(backingOff, signal);
      case Finished finished ->
          nothing("The run has ended already (" + finished.result() + "); nothing to do.");
    };
  }

  private Decision requested(Signal signal) {
    return switch (signal) {
      case LaunchRequested request -> firstLaunch(request.at());
      case LaunchBlocked blocked ->
          finished(
              blocked.at(),
              RunResult.SKIPPED,
              "Run %s is still active and concurrency is FORBID.".formatted(blocked.by()));
      case Signal.OfAttempt _, Due _ -> nothing("The run is not recorded; nothing to do.");
    };
  }

  private Decision firstLaunch(Instant at) {
    var deadline = run.job().limits().startingDeadline();
    if (deadline.isPresent() && run.scheduledTime().isPresent()) {
      var latest = run.scheduledTime().get().plus(deadline.get());
      if (at.isAfter(latest)) {
        return finished(
            at,
            RunResult.MISSED,
            "It was asked for at %s, after its startingDeadline %s had passed."
                .formatted(at, latest));
      }
    }
    return launch(at, 1, 1);
  }

  private Decision launching(Launching state, Signal signal) {
    return switch (signal) {
      case LaunchRequested request -> repeatOrWait(state, request.at());
      case Due due -> repeatOrWait(state, due.at());
      case LaunchBlocked _ -> nothing("The run is active itself; nothing to do.");
      case Signal.OfAttempt ours when ours.attempt() != state.attempt() ->
          notTheCurrent(ours, state.attempt());
      case LaunchAccepted accepted ->
          Decision.of(new TaskAccepted(accepted.at(), state.attempt(), accepted.task()));
      case LaunchRefused refused ->
          ended(
              refused.at(),
              refused.attempt(),
              new Failed(refused.kind(), OptionalInt.empty(), refused.what()),
              Optional.empty());
      // ECS was faster than RunTask's answer: the attempt number in startedBy makes the task ours.
      case TaskStarted started -> adopt(started.at(), started.task(), started);
      case TaskSeen seen -> adopt(seen.at(), seen.task(), seen);
      case TaskStopped stopped -> adopt(stopped.at(), stopped.stopped().task(), stopped);
      case TaskNotFound _ -> nothing("No task is expected yet; nothing to do.");
    };
  }

  private Decision repeatOrWait(Launching state, Instant at) {
    if (at.isBefore(state.leaseUntil())) {
      return nothing(
          "Attempt %d is being launched by another call; if that fails, it is repeated after %s."
              .formatted(state.attempt(), state.leaseUntil()));
    }
    if (state.calls() >= MOST_CALLS) {
      // No further attempt: the task may well be running.
      return finished(
          at,
          RunResult.FAILED,
          """
          RunTask was called %d times for attempt %d and no answer could be recorded. \
          Look for a task of it in the cluster before you run the job again.\
          """
              .formatted(state.calls(), state.attempt()));
    }
    return launch(at, state.attempt(), state.calls() + 1);
  }

  private Decision adopt(Instant at, String task, Signal signal) {
    var attempt = ((Launching) run.state()).attempt();
    var accepted = new TaskAccepted(at, attempt, task);
    return run.apply(accepted).decide(signal).after(accepted);
  }

  private Decision running(Running state, Signal signal) {
    return switch (signal) {
      case LaunchRequested _, LaunchBlocked _ ->
          nothing("Attempt %d is under way already; nothing to do.".formatted(state.attempt()));
      case Due _ ->
          Decision.only(
              new LookAtTask(state.attempt(), state.task()),
              "No event came about the task of attempt %d for a while; ECS is asked."
                  .formatted(state.attempt()));
      case Signal.OfAttempt ours when ours.attempt() != state.attempt() ->
          notTheCurrent(ours, state.attempt());
      case LaunchRefused _ ->
          nothing("The task of attempt %d exists; nothing to do.".formatted(state.attempt()));
      case LaunchAccepted _ -> nothing("ECS's answer is known already; nothing to do.");
      case TaskStarted started -> started(state, started);
      case TaskStopped stopped ->
          isOurs(state.task(), stopped.stopped().task())
              ? ended(
                  stopped.at(),
                  state.attempt(),
                  Outcome.of(stopped.stopped()),
                  Optional.of(stopped.stopped()))
              : anotherTask(state.task());
      case TaskSeen seen ->
          isOurs(state.task(), seen.task()) ? seen(state, seen) : anotherTask(state.task());
      case TaskNotFound missing ->
          isOurs(state.task(), missing.task())
              ? notFound(state, missing.at())
              : anotherTask(state.task());
    };
  }

  private static Decision started(Running state, TaskStarted started) {
    if (state.startedAt().isPresent()) {
      return nothing("It is known that the task is running; nothing to do.");
    }
    return Decision.of(
        new TaskRunning(started.at(), state.attempt(), state.task(), started.startedAt()));
  }

  private Decision seen(Running state, TaskSeen seen) {
    if (state.startedAt().isEmpty() && seen.startedAt().isPresent()) {
      var running =
          new TaskRunning(seen.at(), state.attempt(), state.task(), seen.startedAt().get());
      return run.apply(running).decide(seen).after(running);
    }
    var limit = run.limitOf(state).filter(l -> !seen.at().isBefore(l.at()));
    if (limit.isPresent()) {
      return stop(state, seen.at(), limit.get());
    }
    return Decision.of(
        new TaskLookedAt(
            seen.at(), state.attempt(), true, nextLook(state.acceptedAt(), seen.at())));
  }

  private Decision stop(Running state, Instant at, Run.Limit limit) {
    // Without ever running it can't be the application's fault.
    var kind = state.startedAt().isPresent() ? FailureKind.TIMED_OUT : FailureKind.NEVER_STARTED;
    String why = "its %s of %s has passed".formatted(limit.name(), limit.length());
    return Decision.of(
            new StopRequested(at, state.attempt(), state.task(), kind, why, at.plus(SHORTEST_LOOK)))
        .with(new StopTask(state.task(), "ecsjobs: " + why));
  }

  private Decision notFound(Running state, Instant at) {
    if (state.missed() && !at.isBefore(state.acceptedAt().plus(CONSISTENT_AFTER))) {
      return ended(
          at,
          state.attempt(),
          new Failed(
              FailureKind.UNKNOWN,
              OptionalInt.empty(),
              "ECS, asked twice, no longer knows the task."),
          Optional.empty());
    }
    return Decision.of(
        new TaskLookedAt(at, state.attempt(), false, nextLook(state.acceptedAt(), at)));
  }

  private Decision stopping(Stopping state, Signal signal) {
    return switch (signal) {
      case LaunchRequested _, LaunchBlocked _ ->
          nothing("Attempt %d is being stopped; nothing to do.".formatted(state.attempt()));
      case Due _ ->
          Decision.only(
              new LookAtTask(state.attempt(), state.task()),
              "Attempt %d should have stopped; ECS is asked.".formatted(state.attempt()));
      case Signal.OfAttempt ours when ours.attempt() != state.attempt() ->
          notTheCurrent(ours, state.attempt());
      case LaunchAccepted _, LaunchRefused _, TaskStarted _ ->
          nothing("Attempt %d is being stopped; nothing to do.".formatted(state.attempt()));
      case TaskStopped stopped ->
          isOurs(state.task(), stopped.stopped().task())
              ? ended(
                  stopped.at(),
                  state.attempt(),
                  outcomeOfStop(state, stopped.stopped()),
                  Optional.of(stopped.stopped()))
              : anotherTask(state.task());
      case TaskSeen seen ->
          isOurs(state.task(), seen.task())
              ? stopAgain(state, seen.at())
              : anotherTask(state.task());
      case TaskNotFound missing ->
          isOurs(state.task(), missing.task())
              ? ended(missing.at(), state.attempt(), failedBy(state), Optional.empty())
              : anotherTask(state.task());
    };
  }

  /** The call may have been lost: stopping twice does no harm. */
  private static Decision stopAgain(Stopping state, Instant at) {
    return Decision.of(new TaskLookedAt(at, state.attempt(), true, at.plus(SHORTEST_LOOK)))
        .with(new StopTask(state.task(), "ecsjobs: " + state.why()));
  }

  /** The container may have ended by itself just before: then its own exit code counts. */
  private static Outcome outcomeOfStop(Stopping state, StoppedTask stopped) {
    return stopped.stopCode().filter("UserInitiated"::equals).isPresent()
        ? new Failed(state.kind(), stopped.exitCode(), sentence(state.why()))
        : Outcome.of(stopped);
  }

  private static Outcome failedBy(Stopping state) {
    return new Failed(state.kind(), OptionalInt.empty(), sentence(state.why()));
  }

  private static String sentence(String why) {
    return Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
  }

  private Decision backingOff(BackingOff state, Signal signal) {
    return switch (signal) {
      case Due due ->
          due.at().isBefore(state.until())
              ? nothing("Attempt %d is due at %s.".formatted(state.next(), state.until()))
              : launchInTime(due.at(), state.next());
      case LaunchRequested _, LaunchBlocked _ ->
          nothing("Attempt %d is due at %s.".formatted(state.next(), state.until()));
      case Signal.OfAttempt early when early.attempt() == state.next() ->
          nothing("Attempt %d is not launched yet; nothing to do.".formatted(state.next()));
      case Signal.OfAttempt late -> notTheCurrent(late, state.next());
    };
  }

  /** The sweep may come late: then the delay has outlasted the run. */
  private Decision launchInTime(Instant at, int attempt) {
    var deadline = run.deadline();
    if (deadline.isPresent() && !at.isBefore(deadline.get())) {
      return finished(
          at,
          RunResult.FAILED,
          "Its runTimeout ended at %s, before attempt %d could be launched."
              .formatted(deadline.get(), attempt));
    }
    return launch(at, attempt, 1);
  }

  private Decision launch(Instant at, int attempt, int call) {
    return Decision.of(new AttemptLaunching(at, attempt, call, at.plus(LEASE)))
        .with(new StartTask(attempt));
  }

  private Decision ended(Instant at, int attempt, Outcome outcome, Optional<StoppedTask> stopped) {
    var ended = new AttemptEnded(at, attempt, outcome, stopped);
    return switch (outcome) {
      case Succeeded _ ->
          finished(
                  at,
                  RunResult.SUCCEEDED,
                  attempt == 1 ? "It took 1 attempt." : "It took %d attempts.".formatted(attempt))
              .after(ended);
      case Failed failed -> afterFailure(at, attempt, failed).after(ended);
    };
  }

  private Decision afterFailure(Instant at, int attempt, Failed failed) {
    var failures = run.failures().plus(failed.kind());
    var policy = run.job().retry();
    var decision =
        policy.decide(failed.kind(), failed.exitCode(), failures, run.id().jitter(attempt));
    return switch (decision) {
      case GiveUp giveUp -> finished(at, RunResult.FAILED, failed.what() + " " + giveUp.reason());
      case RetryAfter retry -> retry(at, attempt + 1, at.plus(retry.delay()), failed, retry);
    };
  }

  private Decision retry(Instant at, int next, Instant until, Failed failed, RetryAfter retry) {
    var deadline = run.deadline();
    if (deadline.isPresent() && !until.isBefore(deadline.get())) {
      return finished(
          at,
          RunResult.FAILED,
          "%s The next attempt would start after the runTimeout, which ends at %s."
              .formatted(failed.what(), deadline.get()));
    }
    var scheduled = new RetryScheduled(at, next, until, retry.reason());
    // An immediate retry does not wait for the sweep.
    return until.isAfter(at) ? Decision.of(scheduled) : launch(at, next, 1).after(scheduled);
  }

  private static Decision finished(Instant at, RunResult result, String why) {
    return Decision.of(new RunFinished(at, result, why));
  }

  /** Ever less often: a task that has run for three minutes is asked about in three minutes. */
  private static Instant nextLook(Instant acceptedAt, Instant at) {
    var age = Duration.between(acceptedAt, at);
    if (age.compareTo(SHORTEST_LOOK) < 0) {
      return at.plus(SHORTEST_LOOK);
    }
    return at.plus(age.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : age);
  }

  private static boolean isOurs(String expected, String task) {
    return expected.equals(task);
  }

  private static Decision notTheCurrent(Signal.OfAttempt signal, int current) {
    return nothing(
        "Attempt %d is not the current one, which is %d; nothing to do."
            .formatted(signal.attempt(), current));
  }

  private static Decision anotherTask(String expected) {
    return nothing("The task is not this attempt's, which is " + expected + "; nothing to do.");
  }
}
