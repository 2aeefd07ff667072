package dev.ecsjobs.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a task has left behind for whoever looks into it.
 *
 * @param log the last lines of what it wrote, or a sentence why there are none
 * @param links what there is to look at, and where
 * @param command shows more of the run
 */
public record Trace(List<String> log, Map<String, String> links, String command) {
  private static final int LONGEST_LINE = 300;

  public Trace {
    log = log.stream().map(Trace::shortened).toList();
    links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
  }

  /** A message goes where there is no room for a line without end. */
  private static String shortened(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
  }
}
