package dev.ecsjobs.local.ecs;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The operating system's side of a container: its wrapper and the program's tree below. */
final class TaskProcess {
  /**
   * A session of its own keeps the terminal's Ctrl-C and hang-up away from the task. Where there is
   * no {@code setsid} (macOS) the terminal's signals are ignored, which programs inherit.
   */
  private static final String OUT_OF_THE_TERMINAL =
      """
      command -v setsid >/dev/null 2>&1 && exec setsid sh "$0"
      trap '' INT QUIT HUP TSTP
      exec sh "$0"
      """;

  /** Between a process's start and the moment it writes its id down; wide, for a busy machine. */
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(10);

  private TaskProcess() {}

  /** Starts a wrapper; if the start is claimed already, it does nothing. */
  static Process start(ContainerFolder folder) throws IOException {
    var wrapper = folder.wrapper().toString();
    var log = ProcessBuilder.Redirect.appendTo(folder.log().toFile());
    return new ProcessBuilder("/bin/sh", "-c", OUT_OF_THE_TERMINAL, wrapper)
        .directory(folder.path().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(log)
        .redirectError(log)
        .start();
  }

  /**
   * The wrapper, if it lives.
   *
   * <p>Process ids are used again, so the process must also be called as this container's wrapper
   * is. A start time would not do: it moves when the machine's clock is set, and the dead that
   * nobody buried still have one.
   */
  static Optional<ProcessHandle> wrapper(long pid, ContainerFolder folder) {
    var script = folder.wrapperOfTask();
    return ProcessHandle.of(pid)
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.endsWith(script)));
  }

  /** The program and all it started; never the wrapper, which has the exit code to write. */
  static List<ProcessHandle> program(ProcessHandle wrapper) {
    return wrapper.descendants().toList();
  }

  /** The program first: if those it started went before it, it might yet tell a code of its own. */
  static void kill(ProcessHandle wrapper) {
    Stream.concat(wrapper.children().toList().stream(), program(wrapper).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends a program that outlived its wrapper: a task that counts as stopped must not go on. */
  static void killOrphan(ContainerFolder.Child child) {
    ProcessHandle.of(child.pid())
        .filter(process -> startedAsRecorded(process, child))
        .ifPresent(
            process ->
                Stream.concat(process.descendants().toList().stream(), Stream.of(process))
                    .forEach(ProcessHandle::destroyForcibly));
  }

  /** The program has any name, so only its start tells it from a later owner of the same id. */
  private static boolean startedAsRecorded(ProcessHandle process, ContainerFolder.Child child) {
    var written = child.recordedAt();
    return process
        .info()
        .startInstant()
        .filter(start -> start.isBefore(written.plusSeconds(1)))
        .filter(start -> start.isAfter(written.minus(WRITTEN_WITHIN)))
        .isPresent();
  }
}
