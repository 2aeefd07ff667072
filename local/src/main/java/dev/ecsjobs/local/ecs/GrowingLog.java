package dev.ecsjobs.local.ecs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A log that is read while it is written: whole lines, and at the end what is left. */
final class GrowingLog {
  private final Path file;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private long position;

  GrowingLog(Path file) {
    this.file = file;
  }

  List<String> more(boolean ended) {
    try {
      readOn();
      byte[] bytes = begun.toByteArray();
      int end = ended ? bytes.length : lastLineEnd(bytes);
      begun.reset();
      begun.write(bytes, end, bytes.length - end);
      return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readOn() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      var bytes = new byte[Math.toIntExact(Math.max(0, in.length() - position))];
      in.seek(position);
      in.readFully(bytes);
      begun.write(bytes);
      position += bytes.length;
    }
  }

  private static int lastLineEnd(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
