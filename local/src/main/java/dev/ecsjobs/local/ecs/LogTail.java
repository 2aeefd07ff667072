package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, however long it is. */
final class LogTail {
  private static final int BLOCK = 64 * 1024;

  private LogTail() {}

  static List<String> read(Path log, int lines) throws IOException {
    if (lines <= 0 || !Files.exists(log)) {
      return List.of();
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var from = file.length();
      String text;
      do {
        from = Math.max(0, from - BLOCK);
        text = from(file, from);
      } while (from > 0 && text.lines().count() <= lines);
      var all = text.lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    }
  }

  private static String from(RandomAccessFile file, long position) throws IOException {
    var bytes = new byte[Math.toIntExact(file.length() - position)];
    file.seek(position);
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
