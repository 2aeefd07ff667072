package dev.ecsjobs.run;

import dev.ecsjobs.retry.FailureKind;
import java.util.Optional;
import java.util.OptionalInt;

/** How an attempt ended. */
public sealed interface Outcome {
  /** A sentence: what happened. */
  String what();

  /** The deciding container exited with code 0. */
  record Succeeded(String what) implements Outcome {}

  /**
   * Anything else.
   *
   * @param fix what a person can do about it, if anything
   */
  record Failed(FailureKind kind, OptionalInt exitCode, String what, Optional<String> fix)
      implements Outcome {

    /** A failure that tells enough by itself. */
    public Failed(FailureKind kind, OptionalInt exitCode, String what) {
      this(kind, exitCode, what, Optional.empty());
    }
  }

  /**
   * Reads a stopped task. Only the deciding container's exit code tells success: the stop code of a
   * success is {@code EssentialContainerExited}, as it is of a failure.
   */
  static Outcome of(StoppedTask stopped) {
    if (stopped.exitCode().isPresent() && stopped.exitCode().getAsInt() == 0) {
      return new Succeeded(
          stopped.container().map(name -> "Container " + name).orElse("The container")
              + " exited with code 0.");
    }
    var classified = StopReasons.of(stopped);
    return new Failed(
        classified.kind(),
        stopped.exitCode(),
        classified.what() + ".",
        classified.fix().map(fix -> fix + "."));
  }
}
