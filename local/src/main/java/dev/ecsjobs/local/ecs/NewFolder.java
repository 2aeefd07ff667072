package dev.ecsjobs.local.ecs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A folder that is filled out of sight and appears whole, in one step. */
record NewFolder(Path path) {
  static NewFolder in(Path parent) throws IOException {
    return new NewFolder(Files.createTempDirectory(parent, ".new-"));
  }

  /** False, and gone without a trace, if there is a folder of that name already. */
  boolean appearAs(Path name) throws IOException {
    try {
      Files.move(path, name, ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) { // each system has its own way to say "not empty"
      delete(path);
      if (Files.isDirectory(name)) {
        return false;
      }
      throw e;
    }
  }

  /** Removes what killed processes left half done; what is new, somebody may be at. */
  static void removeLeftovers(Path parent, Instant before) throws IOException {
    try (var folders = Files.list(parent)) {
      for (var folder : folders.filter(NewFolder::isHidden).toList()) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isHidden(Path folder) {
    return folder.getFileName().toString().startsWith(".");
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
