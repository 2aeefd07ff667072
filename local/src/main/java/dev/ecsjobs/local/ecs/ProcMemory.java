package dev.ecsjobs.local.ecs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Linux: reads the files of the tree's own processes and no others', which is cheap enough to do
 * many times a second. A process whose parent is gone is in the tree no longer.
 */
final class ProcMemory implements TaskMemory {
  private static final Path PROC = Path.of("/proc");
  private static final String RESIDENT = "VmRSS:"; // in kB, whatever the size of a page

  /** Some kernels are built without the lists of children. */
  static boolean isHere() {
    return Files.exists(PROC.resolve("thread-self/children"));
  }

  @Override
  public long kibibytesBelow(long pid) {
    return children(Long.toString(pid)).stream().mapToLong(ProcMemory::tree).sum();
  }

  private static long tree(String pid) {
    return resident(pid) + children(pid).stream().mapToLong(ProcMemory::tree).sum();
  }

  private static long resident(String pid) {
    return text(PROC.resolve(pid, "status"))
        .lines()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0); // the dead have none
  }

  /** Each thread has the children it started. */
  private static List<String> children(String pid) {
    var children = new ArrayList<String>();
    try (var threads = Files.newDirectoryStream(PROC.resolve(pid, "task"))) {
      for (var thread : threads) {
        Stream.of(text(thread.resolve("children")).split(" ", -1))
            .filter(child -> !child.isBlank())
            .forEach(children::add);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // gone meanwhile
    }
    return children;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1); // a process may have any name
    } catch (IOException _) {
      return ""; // gone meanwhile
    }
  }
}
