package dev.ecsjobs.local.ecs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.Comparator.reverseOrder;

import dev.ecsjobs.Checked.Invalid;
import dev.ecsjobs.Checked.Valid;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The folder of all tasks: that a task's folder is in it means that the task is registered. */
record TaskFolders(Path path, LocalCluster cluster) {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration UNFINISHED_FOR = Duration.ofHours(1);
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /** For nobody else's eyes: environments hold passwords. */
  static TaskFolders in(LocalCluster cluster) throws IOException {
    var owner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(cluster.tasks(), PosixFilePermissions.asFileAttribute(owner));
    return new TaskFolders(cluster.tasks().toRealPath(), cluster);
  }

  Optional<TaskFolder> find(String id) {
    return isId(id) && Files.isDirectory(path.resolve(id))
        ? Optional.of(new TaskFolder(path.resolve(id)))
        : Optional.empty();
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  TaskFolder of(String id) {
    return new TaskFolder(path.resolve(id));
  }

  List<TaskFolder> all() throws IOException {
    try (var folders = Files.list(path)) {
      return folders.flatMap(folder -> find(folder.getFileName().toString()).stream()).toList();
    }
  }

  /** Makes the task exist, in one step; false if it does already, whoever made it. */
  boolean register(Registration task) throws IOException {
    var unfinished = new TaskFolder(Files.createTempDirectory(path, ".new-"));
    fill(unfinished, task);
    try {
      Files.move(unfinished.path(), path.resolve(task.id()), ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) { // each system has its own way to say "not empty"
      delete(unfinished.path());
      if (find(task.id()).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  private void fill(TaskFolder folder, Registration task) throws IOException {
    Files.writeString(folder.log(), firstLine(task));
    switch (TaskScripts.command(task, cluster)) {
      case Valid<String>(var script) -> {
        folder.put("command.sh", script);
        folder.put(TaskFolder.WRAPPER, TaskScripts.WRAPPER);
      }
      case Invalid<String>(var problems) ->
          folder.refuse("CannotStartContainerError: " + problems.getFirst());
    }
    folder.put("task.json", task.toJson());
    try (var file =
        FileChannel.open(folder.path().resolve("task.json"), StandardOpenOption.WRITE)) {
      file.force(true); // a registered task must be readable after a power cut, too
    }
  }

  private static String firstLine(Registration task) {
    var others =
        task.definition().containers().stream()
            .filter(other -> !Optional.of(other).equals(task.definition().main()))
            .map(Container::name)
            .toList();
    return others.isEmpty()
        ? ""
        : "ecsjobs: not started, since a task is one process here: "
            + String.join(", ", others)
            + System.lineSeparator();
  }

  /** Removes what nobody will ask for again: old tasks, and what killed engines left half done. */
  void tidy(Instant now) throws IOException {
    for (var folder : all()) {
      if (folder.wasToldBefore(now.minus(KEPT))) {
        // Out of sight in one step, so that no half-deleted task is ever taken for a task.
        var going = path.resolve(".old-" + folder.id());
        Files.move(folder.path(), going, ATOMIC_MOVE);
        delete(going);
      }
    }
    for (var leftover : leftovers()) {
      if (Files.getLastModifiedTime(leftover).toInstant().isBefore(now.minus(UNFINISHED_FOR))) {
        delete(leftover);
      }
    }
  }

  private List<Path> leftovers() throws IOException {
    try (var folders = Files.list(path)) {
      return folders.filter(folder -> folder.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
