package dev.ecsjobs.local.ecs;

import java.time.Instant;
import java.util.Optional;

/** How far a container has come, as its files tell. */
sealed interface Phase {
  /** Nobody has claimed its start. */
  record Waiting() implements Phase {}

  /** A wrapper claimed the start and has not got the program to run yet. */
  record Starting(long wrapper, Instant at) implements Phase {}

  /** The program runs, and nothing says that it ended. */
  record Running(long wrapper, Instant startedAt) implements Phase {}

  /** The program ended, and the wrapper wrote down how; killed, if it held too much memory. */
  record Exited(Instant startedAt, int exitCode, boolean outOfMemory, Instant at)
      implements Phase {}

  /** The wrapper is gone without a word: what the program did, if it began, is not known. */
  record Lost(Optional<Instant> startedAt, Instant at) implements Phase {}

  /** It will never run; the reason is empty if it was not even tried, since its task ends. */
  record NeverStarted(String reason, Instant at) implements Phase {}
}
