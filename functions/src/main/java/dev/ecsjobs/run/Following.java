package dev.ecsjobs.run;

import dev.ecsjobs.retry.Failure;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryDecision.GiveUp;
import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import dev.ecsjobs.run.Effect.OpenGate;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.Effect.TellArray;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.Outcome.Succeeded;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunEvent.RunFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What follows: an attempt is launched, has ended, is followed by another or by the run's end. */
final class Following {
  /** Longer than a call and the writes around it can take: then whoever held the lease is gone. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private final Run run;

  Following(Run run) {
    this.run = run;
  }

  Decision launch(Instant at, int attempt, int call) {
    return launch(run, at, attempt, call);
  }

  private static Decision launch(Run run, Instant at, int attempt, int call) {
    List<String> changes = call == 1 ? Escalation.of(run).changes() : List.of();
    return Decision.of(new AttemptLaunching(at, attempt, call, at.plus(LEASE), changes))
        .with(new StartTask(attempt));
  }

  /** The sweep may come late: then the delay has outlasted the run. */
  Decision launchInTime(Instant at, int attempt) {
    return tooLate(at, attempt).orElseGet(() -> launch(at, attempt, 1));
  }

  /** The run's end, if it is too late to launch this attempt. */
  Optional<Decision> tooLate(Instant at, int attempt) {
    var deadline = new Deadlines(run).toEnd();
    if (deadline.isPresent() && !at.isBefore(deadline.get())) {
      return Optional.of(
          finished(
              at,
              RunResult.FAILED,
              "Its runTimeout ended at %s, before attempt %d could be launched."
                  .formatted(deadline.get(), attempt)));
    }
    var latest = new Deadlines(run).toStart();
    boolean waited = attempt == 1 && run.deferredSince().isPresent();
    if (waited && latest.isPresent() && at.isAfter(latest.get())) {
      return Optional.of(
          finished(
              at,
              RunResult.MISSED,
              "ECS had no room for it before its startingDeadline %s.".formatted(latest.get())));
    }
    return Optional.empty();
  }

  Decision ended(Instant at, int attempt, Outcome outcome, Optional<StoppedTask> stopped) {
    var ended = new AttemptEnded(at, attempt, outcome, stopped);
    return switch (outcome) {
      case Succeeded _ ->
          finished(
                  at,
                  RunResult.SUCCEEDED,
                  attempt == 1 ? "It took 1 attempt." : "It took %d attempts.".formatted(attempt))
              .after(ended);
      case Failed failed -> afterFailure(ended, failed, ended.failure().orElseThrow()).after(ended);
    };
  }

  private Decision afterFailure(AttemptEnded ended, Failed failed, Failure failure) {
    if (run.cancelled().isPresent()) {
      return cancelled(ended.at(), run.cancelled().get());
    }
    var policy = run.job().retry();
    var failures = policy.count(run.failures(), failure);
    return switch (policy.decide(failure, failures, run.id().jitter(ended.attempt()))) {
      case GiveUp giveUp -> givenUp(ended.at(), failed, giveUp);
      case RetryAfter retry -> retry(ended, failed, retry);
    };
  }

  private Decision givenUp(Instant at, Failed failed, GiveUp giveUp) {
    var result = failed.kind() == FailureKind.CANCELLED ? RunResult.CANCELLED : RunResult.FAILED;
    String fix = failed.fix().map(f -> " " + f).orElse("");
    return finished(at, result, failed.what() + fix + " " + giveUp.reason());
  }

  private Decision retry(AttemptEnded ended, Failed failed, RetryAfter retry) {
    int next = ended.attempt() + 1;
    var until = ended.at().plus(retry.delay());
    var deadline = new Deadlines(run).toEnd();
    if (deadline.isPresent() && !until.isBefore(deadline.get())) {
      return finished(
          ended.at(),
          RunResult.FAILED,
          "%s The next attempt would start after the runTimeout, which ends at %s."
              .formatted(failed.what(), deadline.get()));
    }
    var scheduled = new RetryScheduled(ended.at(), next, until, retry.reason());
    // An immediate retry does not wait for the sweep.
    return until.isAfter(ended.at())
        ? Decision.of(scheduled)
        : launch(run.apply(ended), ended.at(), next, 1).after(scheduled);
  }

  Decision cancelled(Instant at, String why) {
    return finished(at, RunResult.CANCELLED, sentence(why));
  }

  /** A clause as a sentence of its own. */
  static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }

  Decision finished(Instant at, RunResult result, String why) {
    var finished = Decision.of(new RunFinished(at, result, why));
    for (var gate : run.gatesHeld()) {
      if (gate.queue() > 0) {
        finished = finished.with(new OpenGate(gate));
      }
    }
    return run.id().array().isEmpty()
        ? finished
        : finished.with(new TellArray(run.id().array().get(), run.id().index().getAsInt(), result));
  }
}
