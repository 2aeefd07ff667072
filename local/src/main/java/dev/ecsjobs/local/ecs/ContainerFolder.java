package dev.ecsjobs.local.ecs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Starting;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One container's files: each fact a file that appears whole and once, its time the file's own.
 *
 * <p>{@code claim} the start is taken, by whom; {@code pulling} and {@code pulled} its image is
 * looked for and is there; {@code started} the program's process, nothing if that is a container
 * engine's; {@code exit} its exit code; {@code failed} why the wrapper could not start it; {@code
 * refused} why nobody tried; {@code lost} gone without a code; {@code stopping} it was told to end;
 * {@code memory} it held too much and is to be killed; {@code health} how it is, the one fact that
 * changes; {@code engine} the name under which a container engine knows it; {@code log}, {@code
 * wrapper.sh}, {@code command.sh}, {@code health.sh}.
 */
record ContainerFolder(Path path) {
  static final String WRAPPER = "wrapper.sh";
  static final String HEALTH_CHECK = "health.sh";
  private static final String NEVER = "never";
  private static final int SIGKILL = 128 + 9; // as the shell says it

  String name() {
    return path.getFileName().toString();
  }

  Facts facts() {
    return new Facts(path);
  }

  Path wrapper() {
    return path.resolve(WRAPPER);
  }

  /** How its wrapper's path ends; no other wrapper's does. */
  String wrapperOfTask() {
    return wrapper().subpath(path.getNameCount() - 3, path.getNameCount() + 1).toString();
  }

  Path log() {
    return path.resolve("log");
  }

  /** The claim decides whether it may ever run; after that, the exit code is the truth. */
  Phase phase() throws IOException {
    var claim = path.resolve("claim");
    if (!Files.isSymbolicLink(claim)) {
      return new Waiting();
    }
    var claimedBy = Files.readSymbolicLink(claim).toString();
    var facts = facts();
    var claimedAt = facts.time("claim");
    if (claimedBy.equals(NEVER)) {
      return new NeverStarted(facts.text("refused").orElse(""), claimedAt);
    }
    var startedAt = time("started");
    var exit = facts.text("exit");
    if (exit.isPresent()) {
      return exited(startedAt.orElse(claimedAt), exit.get().strip());
    }
    if (facts.has("failed")) {
      return new NeverStarted(facts.text("failed").orElse("").strip(), facts.time("failed"));
    }
    if (facts.has("lost")) {
      return new Lost(startedAt, facts.time("lost"));
    }
    long wrapper = Long.parseLong(claimedBy);
    return startedAt.isPresent()
        ? new Running(wrapper, startedAt.get())
        : new Starting(wrapper, claimedAt);
  }

  /**
   * What a container engine killed for its memory says so itself. Of our own kills the mark is
   * older: a program that ended by itself a moment before was not killed.
   */
  private Exited exited(Instant startedAt, String exit) throws IOException {
    var words = exit.split(" ", 2);
    var code = Integer.parseInt(words[0]);
    var outOfMemory = words.length > 1 || (code == SIGKILL && isOutOfMemory());
    return new Exited(startedAt, code, outOfMemory, facts().time("exit"));
  }

  Optional<Instant> time(String fact) throws IOException {
    return facts().has(fact) ? Optional.of(facts().time(fact)) : Optional.empty();
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
    facts().put("refused", reason);
    claimForNever();
  }

  /** When it was told to end: now, unless it was told before. */
  Instant tellToEnd() throws IOException {
    if (!facts().has("stopping")) {
      facts().put("stopping", "");
    }
    return facts().time("stopping");
  }

  /**
   * The log's line first: a repeat after a crash is a second line, the other order could be none.
   */
  void markOutOfMemory(String line) throws IOException {
    Files.writeString(log(), line + System.lineSeparator(), CREATE, APPEND);
    facts().put("memory", "");
  }

  boolean isOutOfMemory() {
    return facts().has("memory");
  }

  void markLost() throws IOException {
    facts().put("lost", "");
  }

  /** The name under which a container engine knows it; none if it is a process. */
  Optional<String> nameInEngine() throws IOException {
    return facts().text("engine");
  }

  boolean hasHealthCheck() {
    return facts().has(HEALTH_CHECK);
  }

  /** The program's process id and when it was written, if it came so far. */
  Optional<Child> child() throws IOException {
    var pid = facts().text("started").map(String::strip).filter(text -> !text.isEmpty());
    return pid.isEmpty()
        ? Optional.empty()
        : Optional.of(new Child(Long.parseLong(pid.get()), facts().time("started")));
  }

  record Child(long pid, Instant recordedAt) {}
}
