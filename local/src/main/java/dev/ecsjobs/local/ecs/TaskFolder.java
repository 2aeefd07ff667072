package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.TaskLife.Clearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/**
 * One task's files: each fact a file that appears whole and once, its time the file's own.
 *
 * <p>{@code task.json} registered; {@code containers} a folder for each; {@code stop} a user wants
 * it stopped, and why; {@code clearance} how to remove what a container engine has of it; {@code
 * cleared} that is done; {@code told} the last event arrived.
 */
record TaskFolder(Path path) {
  private static final String CONTAINERS = "containers";

  String id() {
    return path.getFileName().toString();
  }

  Facts facts() {
    return new Facts(path);
  }

  ContainerFolder container(String name) {
    return new ContainerFolder(path.resolve(CONTAINERS).resolve(name));
  }

  /** By their names; none of what is no task. */
  List<ContainerFolder> containers() throws IOException {
    if (!hasContainers()) {
      return List.of();
    }
    try (var folders = Files.list(path.resolve(CONTAINERS))) {
      return folders.sorted().map(ContainerFolder::new).toList();
    }
  }

  private boolean hasContainers() {
    return Files.isDirectory(path.resolve(CONTAINERS));
  }

  TaskLife life() throws IOException {
    if (!hasContainers()) {
      throw new NoSuchFileException(
          path.toString(), null, "it is no task, or that of an earlier version");
    }
    return life(Registration.fromJson(Files.readString(path.resolve("task.json"))));
  }

  /** As {@link #life()}, for those who have read the unchanging part before. */
  TaskLife life(Registration task) throws IOException {
    var containers = new ArrayList<ContainerLife>();
    for (var container : task.containers()) {
      containers.add(life(container));
    }
    return new TaskLife(task, facts().time("task.json"), containers, stop(), clearance());
  }

  private ContainerLife life(ContainerDefinition container) throws IOException {
    var folder = container(container.name());
    return new ContainerLife(
        container,
        folder.phase(),
        folder.time("pulling"),
        folder.time("pulled"),
        folder.facts().text("health").map(HealthStatus::fromValue).orElse(HealthStatus.UNKNOWN));
  }

  private Optional<TaskLife.Stop> stop() throws IOException {
    var reason = facts().text("stop");
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(new TaskLife.Stop(reason.get(), facts().time("stop")));
  }

  private Clearance clearance() throws IOException {
    return new Clearance(
        facts().has("clearance"),
        facts().has("cleared") ? Optional.of(facts().time("cleared")) : Optional.empty());
  }

  /** The command that removes what a container engine has of it. */
  Optional<String> clearing() throws IOException {
    return facts().text("clearance");
  }

  void markCleared() throws IOException {
    facts().put("cleared", "");
  }

  /** The first wish counts. */
  void askToStop(String reason) throws IOException {
    if (!facts().has("stop")) {
      facts().put("stop", reason);
    }
  }

  void markTold() throws IOException {
    facts().put("told", "");
  }

  boolean isTold() {
    return facts().has("told");
  }

  boolean wasToldBefore(Instant time) throws IOException {
    return isTold() && facts().time("told").isBefore(time);
  }
}
