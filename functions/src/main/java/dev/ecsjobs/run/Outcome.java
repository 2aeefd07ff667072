package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.CANCELLED;
import static dev.ecsjobs.retry.FailureKind.EXIT_CODE;
import static dev.ecsjobs.retry.FailureKind.INTERRUPTED;
import static dev.ecsjobs.retry.FailureKind.NEVER_STARTED;
import static dev.ecsjobs.retry.FailureKind.OUT_OF_MEMORY;
import static dev.ecsjobs.retry.FailureKind.UNKNOWN;

import dev.ecsjobs.retry.FailureKind;
import java.util.Locale;
import java.util.OptionalInt;

/** How an attempt ended. */
public sealed interface Outcome {
  /** A sentence: what happened. */
  String what();

  /** The deciding container exited with code 0. */
  record Succeeded(String what) implements Outcome {}

  /** Anything else. */
  record Failed(FailureKind kind, OptionalInt exitCode, String what) implements Outcome {}

  /**
   * Reads a stopped task. Only the deciding container's exit code tells success: the stop code of a
   * success is {@code EssentialContainerExited}, as it is of a failure.
   */
  static Outcome of(StoppedTask stopped) {
    String container = stopped.container().map(name -> "Container " + name).orElse("The container");
    String why = stopped.stoppedReason().orElse("ECS gives no reason");
    String containerReason = stopped.containerReason().orElse("");
    if (stopped.exitCode().isPresent() && stopped.exitCode().getAsInt() == 0) {
      return new Succeeded(container + " exited with code 0.");
    }
    // Fargate and the EC2 agent spell it differently, and the exit code may be the killed child's.
    if (containerReason.toLowerCase(Locale.ROOT).contains("outofmemory")) {
      return failed(OUT_OF_MEMORY, stopped, container + " used more memory than it was given");
    }
    return switch (stopped.stopCode().orElse("")) {
      case "UserInitiated" -> failed(CANCELLED, stopped, "The task was stopped by hand: " + why);
      case "SpotInterruption", "TerminationNotice" ->
          failed(INTERRUPTED, stopped, "The Spot capacity was taken back: " + why);
      case "InfrastructureHealth" -> failed(INTERRUPTED, stopped, "The host failed: " + why);
      case "TaskFailedToStart" -> failed(NEVER_STARTED, stopped, "The task never started: " + why);
      default -> byExitCode(stopped, container, why);
    };
  }

  private static Outcome byExitCode(StoppedTask stopped, String container, String why) {
    if (stopped.exitCode().isPresent()) {
      int code = stopped.exitCode().getAsInt();
      return failed(EXIT_CODE, stopped, container + " exited with code " + code);
    }
    if (why.toLowerCase(Locale.ROOT).startsWith("host ")) {
      return failed(INTERRUPTED, stopped, "The host was lost: " + why);
    }
    return failed(UNKNOWN, stopped, container + " left no exit code: " + why);
  }

  private static Outcome failed(FailureKind kind, StoppedTask stopped, String what) {
    return new Failed(kind, stopped.exitCode(), what.endsWith(".") ? what : what + ".");
  }
}
