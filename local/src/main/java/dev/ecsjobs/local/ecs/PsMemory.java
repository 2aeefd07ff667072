package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Elsewhere, macOS above all: asks {@code ps} for all processes, and not more often than every two
 * seconds, since each time is a process of its own. A task that is faster than that is not caught.
 */
final class PsMemory implements TaskMemory {
  private static final Duration PACE = Duration.ofSeconds(2);

  private final InstantSource clock;
  private List<Line> lines = List.of();
  private Instant readAt = Instant.MIN;

  record Line(long pid, long parent, long kibibytes) {}

  PsMemory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long kibibytesBelow(long pid) {
    if (!clock.instant().isBefore(readAt.plus(PACE))) {
      lines = read();
      readAt = clock.instant();
    }
    return below(pid, lines);
  }

  private static long below(long pid, List<Line> lines) {
    return lines.stream()
        .filter(line -> line.parent() == pid && line.pid() != pid)
        .mapToLong(line -> line.kibibytes() + below(line.pid(), lines))
        .sum();
  }

  /** Nothing where there is no {@code ps}: a limit that cannot be watched stops nobody's work. */
  private static List<Line> read() {
    try {
      var ps =
          new ProcessBuilder("ps", "-A", "-o", "pid=,ppid=,rss=")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var output = ps.inputReader(StandardCharsets.US_ASCII)) {
        return output.lines().map(PsMemory::line).toList();
      }
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Line line(String text) {
    var columns = text.strip().split("\\s+", -1);
    return new Line(
        Long.parseLong(columns[0]), Long.parseLong(columns[1]), Long.parseLong(columns[2]));
  }
}
