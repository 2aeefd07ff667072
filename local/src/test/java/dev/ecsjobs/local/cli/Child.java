package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.Main;
import dev.ecsjobs.local.engine.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A command in a process of its own, which can be killed as {@code kill -9} does. */
final class Child implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Child(Process process) {
    this.process = process;
    reader = reading(process.inputReader(StandardCharsets.UTF_8), lines);
    var _ = reading(process.errorReader(StandardCharsets.UTF_8), errors);
  }

  private static Thread reading(BufferedReader text, List<String> lines) {
    // A virtual thread would keep its carrier while it waits for the pipe, and there are few.
    return Thread.ofPlatform().daemon().start(() -> text.lines().forEach(lines::add));
  }

  static Child start(String... arguments) {
    return start(Map.of(), arguments);
  }

  /** With these environment variables besides those of this process; without those set to null. */
  static Child start(Map<String, String> environment, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(command);
      environment.forEach(
          (name, value) -> {
            if (value == null) {
              process.environment().remove(name);
            } else {
              process.environment().put(name, value);
            }
          });
      return new Child(process.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitLine(String part) {
    try {
      Eventually.holds("the line: " + part, () -> has(part) || !reader.isAlive());
    } finally {
      assertTrue(has(part), () -> part + " is not in what the process said: " + this);
    }
  }

  private boolean has(String part) {
    return lines.stream().anyMatch(line -> line.contains(part));
  }

  @Override
  public String toString() {
    return lines + " and " + errors;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  int exitCode() {
    Eventually.holds("the end of " + this, () -> !process.isAlive() && !reader.isAlive());
    return process.exitValue();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.toHandle().destroyForcibly();
    exitCode();
  }

  /** As Ctrl-C does. */
  void interrupt() {
    process.toHandle().destroy();
    exitCode();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
