package dev.ecsjobs.history;

import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where a run stands among all: by when it was requested, then by its id. Its text is of one width
 * up to the id, so the order of the texts is that of the runs.
 *
 * @param text such as {@code 2026-03-01T01:00:00.123Z#report/20260301T010000Z}
 */
public record Position(String text) implements Comparable<Position> {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int WIDTH = "2026-03-01T01:00:00.123Z".length();

  public static Position of(RunSummary run) {
    return new Position(MILLIS.format(run.requestedAt()) + "#" + run.run());
  }

  /** Before every run that was requested at the time or later, and after all others. */
  public static Position at(Instant time) {
    return new Position(MILLIS.format(time));
  }

  /** Reads what a page gave for the next one; empty if it is something else. */
  public static Optional<Position> parse(String text) {
    boolean ours =
        text.length() > WIDTH + 1
            && text.charAt(WIDTH) == '#'
            && text.substring(0, WIDTH)
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")
            && RunId.parse(text.substring(WIDTH + 1)).isPresent();
    return ours ? Optional.of(new Position(text)) : Optional.empty();
  }

  /** The position within a job, whose name all its runs share. */
  public String inJob() {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, WIDTH) + "#" + text.substring(slash + 1);
  }

  @Override
  public int compareTo(Position other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
