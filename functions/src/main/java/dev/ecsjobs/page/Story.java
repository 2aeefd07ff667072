package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.FannedOut;
import dev.ecsjobs.run.RunState.Finished;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Queued;
import dev.ecsjobs.run.RunState.Requested;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.RunState.Stopping;
import java.util.Optional;

/**
 * What somebody who is woken up has to know of a run.
 *
 * @param failure the last attempt's, if one has failed
 */
record Story(Run run, Optional<Outcome.Failed> failure) {

  static Story of(Run run) {
    return new Story(
        run,
        run.timeline().reversed().stream()
            .filter(AttemptEnded.class::isInstance)
            .map(event -> ((AttemptEnded) event).outcome())
            .findFirst()
            .filter(Outcome.Failed.class::isInstance)
            .map(Outcome.Failed.class::cast));
  }

  boolean isTrouble() {
    return failure.isPresent() || Mark.of(run).isBad();
  }

  /** What went wrong. */
  Optional<String> what() {
    return failure
        .map(Outcome.Failed::what)
        .or(() -> run.finished().filter(_ -> Mark.of(run).isBad()).map(Finished::reason));
  }

  /** What the runner does about it. */
  String doing(Moments moments) {
    return switch (run.state()) {
      case Requested _ -> "The run is asked for.";
      case Queued queued -> "The run waits " + queued.why() + ".";
      case Launching launching -> "%s is being launched.".formatted(attempt(launching.attempt()));
      case Running running ->
          running
              .startedAt()
              .map(
                  at ->
                      "%s has been running for %s."
                          .formatted(
                              attempt(running.attempt()), Durations.shown(moments.since(at))))
              .orElseGet(() -> attempt(running.attempt()) + " is starting: ECS has its task.");
      case Stopping stopping ->
          "%s is being stopped: %s.".formatted(attempt(stopping.attempt()), stopping.why());
      case BackingOff waiting ->
          "%s starts at %s, %s%s."
              .formatted(
                  attempt(waiting.next()),
                  moments.shown(waiting.until()),
                  moments.away(waiting.until()),
                  used());
      case FannedOut array -> array.shown();
      case Finished finished -> Mark.of(run).isBad() ? nothingMore(finished) : finished.reason();
    };
  }

  private static String attempt(int number) {
    return "Attempt " + number;
  }

  /** The reason begins with the failure, which is told already. */
  private String nothingMore(Finished finished) {
    var rest =
        failure
            .map(Outcome.Failed::what)
            .filter(finished.reason()::startsWith)
            .map(what -> finished.reason().substring(what.length()).strip())
            .orElse("");
    return ("Nothing more for this run. " + rest).strip();
  }

  /** Such as: 2 of 3 attempts used. */
  private String used() {
    return run.timeline().getLast() instanceof RetryScheduled retry ? " (" + retry.why() + ")" : "";
  }

  /** What a person can do: what ECS's words tell, or else what such failures have in common. */
  String advice() {
    if (failure.isEmpty()) {
      return "Find out why nothing could start in time, then run it again if it is still wanted.";
    }
    return failure.get().fix().orElseGet(() -> advice(failure.get().kind(), run.job()));
  }

  private String advice(FailureKind kind, Job job) {
    return switch (kind) {
      case EXIT_CODE ->
          "The program itself said no; its last lines may tell why."
              + (run.finished().isPresent()
                  ? " Mend it, then run it again."
                  : " Nothing has to be done yet.");
      case OUT_OF_MEMORY ->
          "Give the task more memory, or retry.growMemory so that attempts get it.";
      case TIMED_OUT ->
          "Its last lines tell where it hangs. If it only needs longer, raise the limit"
              + job.limits().attempt().map(limit -> " (attemptTimeout is " + limit + ")").orElse("")
              + ".";
      case REFUSED, NEVER_STARTED, INTERRUPTED, UNKNOWN ->
          run.finished().isPresent()
              ? "The platform's doing, not the program's. Run it again; if it goes on, look at ECS."
              : "The platform's doing, not the program's. Nothing has to be done yet.";
      case MISCONFIGURED ->
          "Only a person can mend this: change what the sentence names, then run it again.";
      case CANCELLED -> "Somebody stopped it: ask whether it is still wanted.";
    };
  }
}
