package dev.ecsjobs.local.ecs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.ecsjobs.local.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A folder of facts: each a file that appears whole, its time the file's own. */
record Facts(Path folder) {

  void put(String name, String content) throws IOException {
    new WholeFile(folder.resolve(name)).write(content);
  }

  /** As {@link #put}, and still there after a power cut. */
  void putForGood(String name, String content) throws IOException {
    new WholeFile(folder.resolve(name)).writeForGood(content);
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  Optional<String> text(String name) throws IOException {
    return has(name) ? Optional.of(Files.readString(folder.resolve(name))) : Optional.empty();
  }

  Instant time(String name) throws IOException {
    return Files.getLastModifiedTime(folder.resolve(name), NOFOLLOW_LINKS).toInstant();
  }
}
