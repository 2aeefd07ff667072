package dev.ecsjobs.bench.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How much CPU a function gets once its init phase is over. Lambda gives 1769 MB one whole CPU, and
 * other sizes in proportion; the init phase has all there is.
 */
enum CpuShare {
  FULL("all CPUs", 0),
  MB_1024("1024 MB", 1024 / 1769.0),
  MB_512("512 MB", 512 / 1769.0);

  /** Lambda's own period is not documented; a short one hides the least. */
  private static final int PERIOD_MICROS = 20_000;

  private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
  private static final Path V2 = Path.of("/sys/fs/cgroup");

  private final String title;
  private final double cpus;

  CpuShare(String title, double cpus) {
    this.title = title;
    this.cpus = cpus;
  }

  String title() {
    return title;
  }

  /** Why a share cannot be given here; empty if it can. */
  static Optional<String> obstacle() {
    try {
      var group = MB_512.group();
      remove(group);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "No CPU share can be given to a process here, since no control group can be made ("
              + e.getMessage()
              + "): 1024 MB and 512 MB are left out. Run this as root, on Linux.");
    }
  }

  private Path group() throws IOException {
    boolean first = Files.exists(V1.resolve("cpu.cfs_quota_us"));
    int quota = (int) Math.round(cpus * PERIOD_MICROS);
    var name = "ecsjobs-bench-%d-%s".formatted(ProcessHandle.current().pid(), name());
    var group = Files.createDirectory((first ? V1 : V2).resolve(name));
    if (first) {
      Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
    } else {
      Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
    }
    return group;
  }

  private static void remove(Path group) throws IOException {
    Files.delete(group); // files in it are the kernel's, and go with it
  }

  /** A group for one process; gone with it. */
  final class Group implements AutoCloseable {
    private final Optional<Path> group;

    Group() throws IOException {
      group = cpus == 0 ? Optional.empty() : Optional.of(CpuShare.this.group());
    }

    /** From now on it has no more than its share. */
    void take(Process process) throws IOException {
      if (group.isPresent()) {
        Files.writeString(group.get().resolve("cgroup.procs"), Long.toString(process.pid()));
      }
    }

    /** The process has to have ended. */
    @Override
    public void close() throws IOException {
      if (group.isPresent()) {
        remove(group.get());
      }
    }
  }
}
