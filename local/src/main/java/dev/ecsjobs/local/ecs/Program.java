package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** How the watch gets at what a container runs: a process of this machine, or an engine's. */
interface Program {
  /** What a stop is to keep to. */
  record Stopping(Instant since, Duration timeout) {
    boolean isOver(Instant now) {
      return !now.isBefore(since.plus(timeout));
    }

    Duration left(Instant now) {
      return isOver(now) ? Duration.ZERO : Duration.between(now, since.plus(timeout));
    }
  }

  /** Asks it to end, then ends it; at every look, until it has ended. */
  void end(ProcessHandle wrapper, Stopping stopping, Instant now) throws IOException;

  /**
   * Ends what outlived its wrapper: a container that counts as stopped must not go on.
   *
   * @return whether that is done, or hopeless
   */
  Errand.State endOrphan(Instant now) throws IOException;

  static Program of(ContainerFolder folder) throws IOException {
    var name = folder.nameInEngine();
    return name.isPresent() ? new EngineProgram(folder, name.get()) : new ProcessProgram(folder);
  }
}
