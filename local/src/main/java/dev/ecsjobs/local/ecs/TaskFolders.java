package dev.ecsjobs.local.ecs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    var unfinished = NewFolder.in(path);
    new TaskSetup(new TaskFolder(unfinished.path()), task, cluster).fill();
    return unfinished.appearAs(path.resolve(task.id()));
  }

  /** Removes what nobody will ask for again: old tasks, and what killed engines left half done. */
  void tidy(Instant now) throws IOException {
    for (var folder : all()) {
      if (folder.wasToldBefore(now.minus(KEPT))) {
        // Out of sight in one step, so that no half-deleted task is ever taken for a task.
        var going = path.resolve(".old-" + folder.id());
        Files.move(folder.path(), going, ATOMIC_MOVE);
        NewFolder.delete(going);
      }
    }
    NewFolder.removeLeftovers(path, now.minus(UNFINISHED_FOR));
  }
}
