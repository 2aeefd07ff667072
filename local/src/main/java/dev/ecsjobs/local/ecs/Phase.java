package dev.ecsjobs.local.ecs;

import java.time.Instant;

/** How far a task has come, as its files tell. */
sealed interface Phase {
  /** Registered; nobody has claimed its start. */
  record Waiting() implements Phase {}

  /** A wrapper claimed the start, and nothing says that it ended. */
  record Running(long wrapper, Instant startedAt) implements Phase {}

  /** The program ended, and the wrapper wrote down how; by our hand, if it held too much memory. */
  record Exited(Instant startedAt, int exitCode, boolean outOfMemory, Instant at)
      implements Phase {}

  /** The wrapper is gone without a word: what the program did is not known. */
  record Lost(Instant startedAt, Instant at) implements Phase {}

  /** The start was claimed so that it never happens; the reason is empty if a user wanted that. */
  record NeverStarted(String reason, Instant at) implements Phase {}
}
