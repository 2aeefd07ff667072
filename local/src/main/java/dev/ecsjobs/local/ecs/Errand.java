package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A command that is repeated until it succeeds, without anybody waiting for it.
 *
 * <p>The watch looks at all tasks from one thread, and a container engine takes its time.
 */
final class Errand {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Process process;
  private Instant begunAt;
  private Instant againAt = Instant.MIN;
  private String trouble = "";

  /** How it stands. */
  enum State {
    UNDER_WAY,
    DONE,
    /** It failed for so long that it is hopeless. */
    HOPELESS
  }

  State look(List<String> command, Instant now) {
    begunAt = Objects.requireNonNullElse(begunAt, now);
    if (process == null) {
      if (!now.isBefore(againAt)) {
        start(command);
        againAt = now.plus(PAUSE);
      }
    } else if (!process.isAlive()) {
      if (process.exitValue() == 0) {
        return State.DONE;
      }
      trouble = output();
      process = null;
    }
    return now.isAfter(begunAt.plus(PATIENCE)) ? State.HOPELESS : State.UNDER_WAY;
  }

  private void start(List<String> command) {
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
    } catch (IOException e) {
      trouble = e.getMessage();
    }
  }

  /** What it said when it last failed. */
  String trouble() {
    return trouble;
  }

  private String output() {
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      return String.join(" ", reader.lines().toList());
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
