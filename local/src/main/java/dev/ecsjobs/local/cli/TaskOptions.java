package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.ecs.ContainerEngine;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What the commands take that may start tasks on this machine. */
public final class TaskOptions {
  private static final String NOT_ISOLATED =
      "No container engine answers (docker info), so tasks run as processes of this machine. Their"
          + " memory is watched; files, network and CPU are not kept apart, and their commands have"
          + " to exist here.";

  @Option(
      names = "--processes",
      description =
          "Run tasks as processes of this machine, even where a container engine answers: without"
              + " a file system or a network of their own.")
  private boolean processes;

  boolean processes() {
    return processes;
  }

  /** What is to run tasks as containers; if it is missed, that is said. */
  Optional<ContainerEngine> engine(Consumer<String> say) {
    if (processes) {
      return Optional.empty();
    }
    var engine = ContainerEngine.here();
    if (engine.isEmpty()) {
      say.accept(NOT_ISOLATED);
    }
    return engine;
  }
}
