package dev.ecsjobs.local.dynamodb;

import dev.ecsjobs.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to a folder of data; the operating system takes it back when the process dies. */
record FolderLock(FileChannel channel) implements Closeable {
  /** Takes the lock, and says so in a sentence if somebody else has it. */
  static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel)) {
        channel.close();
        var problem =
            new Problem(
                folder.toString(),
                "Another ecsjobs is running on this folder",
                "End that one first, or run this one on another folder");
        throw new IllegalStateException(problem.toString());
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for the data cannot be used: " + folder, e);
    }
  }

  // Held by the channel and given up with it.
  private static boolean locks(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
