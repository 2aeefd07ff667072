package dev.ecsjobs.local.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that changes in one step: whoever reads it finds what it was or what it is. */
public record WholeFile(Path path) {

  /** Should the process die, the file is the old or the new one. */
  public void write(String text) throws IOException {
    Files.move(part(text), path, ATOMIC_MOVE);
  }

  /** So it is after a power cut, too: it is on the disk before it takes the other's place. */
  public void writeForGood(String text) throws IOException {
    var part = part(text);
    try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, path, ATOMIC_MOVE);
  }

  private Path part(String text) throws IOException {
    return Files.writeString(path.resolveSibling(path.getFileName() + ".part"), text);
  }
}
