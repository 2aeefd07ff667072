package dev.ecsjobs.local.packaged;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What is uploaded for each function, laid out as {@code sam build} does it. */
public record Artifact(Path root) {
  public static final Path HOME =
      Path.of(System.getProperty("ecsjobs.home", "..")).toAbsolutePath().normalize();

  private static final Path BUILT = HOME.resolve("functions/target");

  /** The classes at the root, every library in {@code lib/} under the name of its group, too. */
  public static Artifact in(Path folder) {
    copy(BUILT.resolve("classes"), folder);
    copy(BUILT.resolve("packaged/lib"), folder.resolve("lib"));
    return new Artifact(folder);
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Not built? mvn -pl functions process-classes", e);
    }
  }

  /** All files, the largest first. */
  List<Path> files() {
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Artifact::size).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> libraries() {
    try (var files = Files.list(root.resolve("lib"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code sam deploy} uploads. */
  long zippedSize() {
    var size = new CountingStream();
    try (var zip = new ZipOutputStream(size)) {
      for (var file : files()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        Files.copy(file, zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return size.bytes;
  }

  private static final class CountingStream extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }
}
