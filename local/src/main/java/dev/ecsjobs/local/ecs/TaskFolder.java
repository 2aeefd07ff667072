package dev.ecsjobs.local.ecs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One task's files: each fact a file that appears whole and once, its time the file's own.
 *
 * <p>{@code task.json} registered; {@code claim} the start is taken, by whom; {@code child} the
 * program's process; {@code exit} its exit code; {@code lost} gone without one; {@code refused} why
 * it cannot start; {@code stop} a user wants it stopped, and why; {@code memory} it held too much
 * and is to be killed; {@code told} the last event arrived; {@code log}, {@code wrapper.sh}, {@code
 * command.sh}.
 */
record TaskFolder(Path path) {
  static final String WRAPPER = "wrapper.sh";
  private static final String NEVER = "never";
  private static final int SIGKILL = 128 + 9; // as the shell says it

  String id() {
    return path.getFileName().toString();
  }

  Path log() {
    return path.resolve("log");
  }

  TaskLife life() throws IOException {
    return life(Registration.fromJson(Files.readString(path.resolve("task.json"))));
  }

  /** As {@link #life()}, for those who have read the unchanging part before. */
  TaskLife life(Registration task) throws IOException {
    return new TaskLife(task, time("task.json"), phase(), stop());
  }

  /** The claim decides whether it may ever run; after that, the exit code is the truth. */
  private Phase phase() throws IOException {
    var claim = path.resolve("claim");
    if (!Files.isSymbolicLink(claim)) {
      return new Waiting();
    }
    var claimedBy = Files.readSymbolicLink(claim).toString();
    var claimedAt = time("claim");
    if (claimedBy.equals(NEVER)) {
      return new NeverStarted(text("refused").orElse(""), claimedAt);
    }
    var exit = text("exit");
    if (exit.isPresent()) {
      return exited(claimedAt, Integer.parseInt(exit.get().strip()));
    }
    if (has("lost")) {
      return new Lost(claimedAt, time("lost"));
    }
    return new Running(Long.parseLong(claimedBy), claimedAt);
  }

  /** A program that ended by itself a moment before the kill was not killed. */
  private Exited exited(Instant claimedAt, int exitCode) throws IOException {
    var outOfMemory = exitCode == SIGKILL && isOutOfMemory();
    return new Exited(claimedAt, exitCode, outOfMemory, time("exit"));
  }

  private Optional<TaskLife.Stop> stop() throws IOException {
    var reason = text("stop");
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(new TaskLife.Stop(reason.get(), time("stop")));
  }

  /** The first wish counts. */
  void askToStop(String reason) throws IOException {
    if (!has("stop")) {
      put("stop", reason);
    }
  }

  /**
   * Takes the start so that no wrapper ever can; false if somebody was faster.
   *
   * <p>A wrapper of an engine that was killed a moment ago may still be on its way.
   */
  boolean claimForNever() throws IOException {
    try {
      Files.createSymbolicLink(path.resolve("claim"), Path.of(NEVER));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  /** The reason before the claim: without the claim it means nothing. */
  void refuse(String reason) throws IOException {
    put("refused", reason);
    claimForNever();
  }

  /**
   * The log's line first: a repeat after a crash is a second line, the other order could be none.
   */
  void markOutOfMemory(String line) throws IOException {
    Files.writeString(log(), line + System.lineSeparator(), CREATE, APPEND);
    put("memory", "");
  }

  boolean isOutOfMemory() {
    return has("memory");
  }

  void markLost() throws IOException {
    put("lost", "");
  }

  void markTold() throws IOException {
    put("told", "");
  }

  boolean isTold() {
    return has("told");
  }

  boolean wasToldBefore(Instant time) throws IOException {
    return isTold() && time("told").isBefore(time);
  }

  /** The program's process id and when it was written, if it came so far. */
  Optional<Child> child() throws IOException {
    var pid = text("child").map(String::strip).filter(text -> !text.isEmpty());
    return pid.isEmpty()
        ? Optional.empty()
        : Optional.of(new Child(Long.parseLong(pid.get()), time("child")));
  }

  record Child(long pid, Instant recordedAt) {}

  Facts facts() {
    return new Facts(path);
  }

  void put(String name, String content) throws IOException {
    facts().put(name, content);
  }

  private boolean has(String name) {
    return facts().has(name);
  }

  private Optional<String> text(String name) throws IOException {
    return facts().text(name);
  }

  private Instant time(String name) throws IOException {
    return facts().time(name);
  }
}
