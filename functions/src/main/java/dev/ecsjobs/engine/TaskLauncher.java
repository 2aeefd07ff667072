package dev.ecsjobs.engine;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.StoppedTask;
import java.time.Instant;
import java.util.Optional;

/** Starts, stops and looks at tasks. Whatever ECS answers is a value; nothing here is retried. */
public interface TaskLauncher {

  /** Starts the attempt's task; repeated for the same attempt, it answers with the same task. */
  LaunchAnswer launch(Run run, int attempt);

  /** Asks for the task to be stopped; whether it does, a later event or look will tell. */
  void stop(String task, String reason);

  TaskStatus look(String task);

  /** RunTask's answer. */
  sealed interface LaunchAnswer {
    /** There is a task. */
    record Accepted(String task) implements LaunchAnswer {}

    /** There is none, and there will be none. */
    record Refused(FailureKind kind, String what) implements LaunchAnswer {}

    /** Nobody knows: the same call must be made again. */
    record NoAnswer(String why) implements LaunchAnswer {}
  }

  /** DescribeTasks' answer. */
  sealed interface TaskStatus {
    /** It has not stopped; {@code startedAt} is absent until it is RUNNING. */
    record Alive(Optional<Instant> startedAt) implements TaskStatus {}

    record Stopped(StoppedTask task) implements TaskStatus {}

    /** ECS knows no such task: not yet, or no longer. */
    record NotFound() implements TaskStatus {}

    record NoAnswer(String why) implements TaskStatus {}
  }
}
