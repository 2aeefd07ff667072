package dev.ecsjobs.engine;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Refusals;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Starts, stops and looks at what attempts do: tasks, and deployments of services, which go by the
 * same calls. Whatever ECS answers is a value; nothing here is retried.
 */
public interface TaskLauncher {

  /**
   * Starts the attempt's task; repeated for the same attempt, it answers with the same task. For a
   * run that is to be cancelled none is started: it answers with the one there is, or refuses.
   */
  LaunchAnswer launch(Run run, int attempt);

  /** Asks for the task to be stopped; whether it does, a later event or look will tell. */
  void stop(String task, String reason);

  /** What ECS says of each of these tasks. */
  Map<String, TaskStatus> look(Collection<String> tasks);

  /** RunTask's answer. */
  sealed interface LaunchAnswer {
    /** What it means that RunTask did not answer with a task. */
    static LaunchAnswer of(Refusals.Refusal refusal) {
      return switch (refusal) {
        case Refusals.Refusal.Refused refused ->
            new Refused(refused.kind(), refused.what() + ".", refused.fix().map(fix -> fix + "."));
        case Refusals.Refusal.Deferred deferred ->
            new Deferred(deferred.delay(), deferred.why() + ".");
        case Refusals.Refusal.Unanswered unanswered -> new NoAnswer(unanswered.why() + ".");
      };
    }

    /** There is a task. */
    record Accepted(String task) implements LaunchAnswer {}

    /** There is none, and there will be none. */
    record Refused(FailureKind kind, String what, Optional<String> fix) implements LaunchAnswer {
      public Refused(FailureKind kind, String what) {
        this(kind, what, Optional.empty());
      }
    }

    /** There is none yet: throttled, or over a quota. Nothing is used up by trying again later. */
    record Deferred(Duration delay, String why) implements LaunchAnswer {}

    /** Nobody knows: the same call must be made again. */
    record NoAnswer(String why) implements LaunchAnswer {}
  }

  /** DescribeTasks' answer. */
  sealed interface TaskStatus {
    /** It has not stopped; {@code startedAt} is absent until it is RUNNING. */
    record Alive(Optional<Instant> startedAt) implements TaskStatus {}

    record Stopped(StoppedTask task) implements TaskStatus {}

    /** The service's deployment has succeeded or failed. */
    record Settled(Outcome outcome) implements TaskStatus {}

    /** ECS knows no such task: not yet, or no longer. */
    record NotFound() implements TaskStatus {}

    record NoAnswer(String why) implements TaskStatus {}
  }
}
